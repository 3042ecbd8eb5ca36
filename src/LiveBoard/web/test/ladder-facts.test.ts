import { afterEach, describe, expect, it } from "vitest";
import { acknowledgements, awaited, comingTo, notes, rungState, toldInOrder } from "../src/complaint/ladder-facts";
import type { Complaint, Rung, ToldAt } from "../src/contract/complaint";
import { language } from "../src/text/language";
import { whyPassed } from "../src/text/texts";

const told = (at: string, clock: string, step = "red:open", holders = ["officer:a"]): ToldAt => ({
  at,
  clock,
  epoch: 0,
  step,
  desk: "head@h",
  holders,
});

const rung = (members: Partial<Rung> = {}): Rung => ({
  rung: "R2",
  label: { id: "Kepala", en: "Head" },
  told: [],
  passed: [],
  ...members,
});

const complaint = (members: Partial<Complaint>): Complaint => ({
  id: "c",
  facility: { id: "h", name: "RS", kind: "hospital", region: "3601" },
  status: "received",
  standing: "open",
  filedAt: "2026-11-25T01:00:00Z",
  version: 1,
  clocks: [],
  timetable: [],
  armed: [],
  events: [],
  ...members,
});

const running = (clock: string, stoppedAt?: string) => ({
  clock,
  label: { id: clock, en: clock },
  epoch: 0,
  startedAt: "2026-11-25T01:00:00Z",
  verdict: "running" as const,
  ...(stoppedAt && { stoppedAt }),
});

afterEach(() => {
  language.value = "id";
});

describe("what was told through a rung", () => {
  it("is one line for all promises that told the same people at one step, newest first", () => {
    const lines = toldInOrder(
      rung({
        told: [
          told("2026-11-25T01:00:00Z", "kwtk"),
          told("2026-11-25T01:00:00Z", "receipt"),
          told("2026-11-25T02:00:00Z", "kwtk", "breach"),
        ],
      }),
    );
    expect(lines.map(({ step, clocks }) => [step, ...clocks])).toEqual([
      ["breach", "kwtk"],
      ["red:open", "kwtk", "receipt"],
    ]);
  });

  it("stands at the instant at which somebody was told, and says when it fell due, where that was noticed late", () => {
    const late = { ...told("2026-11-20T01:00:00Z", "kwtk", "breach"), decidedAt: "2026-11-25T03:00:00Z" };
    const [first, second] = toldInOrder(rung({ told: [late, told("2026-11-25T02:00:00Z", "receipt")] }));
    expect(first).toMatchObject({ at: Date.parse("2026-11-25T03:00:00Z"), dueAt: Date.parse("2026-11-20T01:00:00Z") });
    expect(second?.dueAt).toBeUndefined();
  });

  it("keeps other holders of the same instant apart, and tellings from what was passed over", () => {
    const at = "2026-11-25T01:00:00Z";
    const lines = toldInOrder(
      rung({
        told: [told(at, "kwtk"), told(at, "receipt", "red:open", ["officer:b"])],
        passed: [{ at, clock: "settle", epoch: 0, step: "red:open", why: "empty" }],
      }),
    );
    expect(lines.map((line) => line.told?.holders[0] ?? line.passed?.why)).toEqual(["officer:a", "officer:b", "empty"]);
  });
});

it("tells a rung that has to acknowledge from one that was told, passed over, offered or not reached", () => {
  const passed = [{ at: "2026-11-25T01:00:00Z", clock: "kwtk", epoch: 0, step: "red:open", why: "empty" as const }];
  const once = [told("2026-11-25T01:00:00Z", "kwtk")];
  expect(
    [
      rung({ told: once, awaited: true }),
      rung({ told: once, passed }),
      rung({ passed }),
      rung({ offered: true, told: once }),
      rung(),
    ].map(rungState),
  ).toEqual(["awaited", "told", "passed", "offered", "unreached"]);
});

describe("who has to acknowledge", () => {
  const ladder = [
    rung({
      awaited: true,
      told: [
        told("2026-11-25T01:00:00Z", "kwtk"),
        told("2026-11-25T01:30:00Z", "receipt"),
        told("2026-11-25T03:00:00Z", "kwtk", "breach"),
      ],
    }),
  ];

  it("waits since the first telling after the last acknowledgement, of a promise that still runs", () => {
    const clocks = [running("kwtk"), running("receipt", "2026-11-25T01:40:00Z")];
    const since = (events: Complaint["events"]) => awaited(complaint({ ladder, clocks, events }))?.since;
    expect(since([])).toBe(Date.parse("2026-11-25T01:00:00Z"));
    const acknowledged = { version: 5, at: "2026-11-25T02:00:00Z", kind: "acknowledged", by: { role: "operator" } };
    expect(since([acknowledged])).toBe(Date.parse("2026-11-25T03:00:00Z"));
  });

  it("is nobody where no rung is waited for", () => {
    expect(awaited(complaint({ ladder: [rung({ told: [told("2026-11-25T01:00:00Z", "kwtk")] })] }))).toBeUndefined();
  });
});

it("lists acknowledgements newest first, with owner and promised answer, and counts their sealed notes", () => {
  const c = complaint({
    sealed: ["text", "acknowledge:01A", "answer:01B"],
    events: [
      { version: 2, at: "2026-11-25T01:00:00Z", kind: "acknowledged", by: { role: "manager" } },
      {
        version: 4,
        at: "2026-11-25T02:00:00Z",
        kind: "acknowledged",
        by: { role: "operator" },
        owner: "officer:humas-1",
        promisedAt: "2026-11-25T05:00:00Z",
      },
    ],
  });
  expect(acknowledgements(c).map(({ role, owner, promisedAt }) => [role, owner, promisedAt])).toEqual([
    ["operator", "officer:humas-1", Date.parse("2026-11-25T05:00:00Z")],
    ["manager", undefined, undefined],
  ]);
  expect(notes(c)).toBe(1);
});

it("finds the next step that asks for a rung, a climb too", () => {
  const step = (name: string, rungs: string[], kind: "rung" | "climb") => ({
    clock: "kwtk",
    epoch: 0,
    step: name,
    dueAt: "2026-11-25T02:00:00Z",
    rungs,
    kind,
  });
  const c = complaint({ timetable: [step("red:open>R3", ["R3"], "climb"), step("red:75%", ["R4"], "rung")] });
  expect([comingTo(c, "R3")?.kind, comingTo(c, "R4")?.step, comingTo(c, "R5")]).toEqual([
    "climb",
    "red:75%",
    undefined,
  ]);
});

it("says in both languages why a rung was passed over", () => {
  const reasons = ["empty", "accused", "sealed", "no-desk"];
  expect(reasons.map(whyPassed)).toEqual([
    "tidak ada yang bertugas",
    "disebut dalam pengaduan",
    "kasus tersegel",
    "tidak ada meja untuk fasilitas ini",
  ]);
  language.value = "en";
  expect(reasons.map(whyPassed)).toEqual([
    "nobody is on duty",
    "named in the complaint",
    "the case is sealed",
    "no desk for this facility",
  ]);
});
