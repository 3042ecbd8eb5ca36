import { expect, test } from "vitest";
import { factsOf } from "../src/complaint/event-facts";

test("an event's members are words: a role and its desk, no empty ones, no first epoch", () => {
  const facts = factsOf(
    {
      version: 3,
      at: "2026-11-21T03:00:00Z",
      kind: "breached",
      by: { role: "manager", desk: "f1" },
      epoch: 0,
      rungs: [],
      unit: null,
      owner: { facility: "f1", region: "3601", class: null },
    },
    Date.parse("2026-11-21T04:00:00Z"),
  );
  expect(facts).toEqual([
    ["by", "Pengelola · f1"],
    ["owner", "f1 · 3601"],
  ]);
});

test("who was told stands there with its holders, who was passed over with the reason, instead of the rungs asked for", () => {
  const facts = factsOf(
    {
      version: 4,
      at: "2026-11-21T03:00:00Z",
      kind: "escalated",
      rungs: ["R0", "R1"],
      telling: {
        told: [
          { rung: "R1", desk: "complaints-desk@f1", holders: ["officer:humas-1"] },
          { rung: "R2", desk: "head@f1", holders: ["head@f1"] },
        ],
        passed: [{ rung: "R0", why: "empty" }],
        duty: { id: "duty", version: "2026.1" },
      },
    },
    Date.parse("2026-11-21T04:00:00Z"),
  );
  expect(facts).toEqual([
    ["told", "R1: officer:humas-1, R2"],
    ["passed", "R0: tidak ada yang bertugas"],
    ["duty", "duty 2026.1"],
  ]);
});

test("who owns a case since an acknowledgement is no facility", () => {
  const event = { version: 4, at: "2026-11-21T03:00:00Z", kind: "acknowledged", owner: "officer:humas-1" };
  expect(factsOf(event, 0)).toEqual([["takenBy", "officer:humas-1"]]);
});

test("what was noticed late says why, in words", () => {
  const facts = factsOf(
    { version: 5, at: "2026-11-21T03:00:00Z", kind: "breached", lateBecause: "clockInDoubt" },
    Date.parse("2026-11-21T04:00:00Z"),
  );
  expect(facts).toEqual([["lateBecause", "jam server diragukan saat itu"]]);
});
