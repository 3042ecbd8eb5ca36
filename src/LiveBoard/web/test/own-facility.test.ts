import { expect, it } from "vitest";
import type { Own, OwnClock } from "../src/contract/facility";
import { inOrder, owes } from "../src/facility/own-clocks";
import { ending, fieldsOf, taleOf, textOf } from "../src/facility/tale";
import { allTexts, refusalText, verbText } from "../src/text/texts";

const clock = (name: string, members: Partial<OwnClock> = {}): OwnClock => ({
  clock: name,
  label: { id: name, en: name },
  epoch: 0,
  startedAt: "2026-11-01T00:00:00Z",
  verdict: "running",
  ...members,
});

it("puts what is broken first, then what runs soonest, and last what has stopped, the last to stop first", () => {
  const { broken, running, stopped } = inOrder([
    clock("later", { dueAt: "2026-12-20T00:00:00Z" }),
    clock("without a deadline"),
    clock("kept late", { verdict: "breached", stoppedAt: "2026-11-03T00:00:00Z" }),
    clock("soon", { dueAt: "2026-12-01T00:00:00Z" }),
    clock("kept", { verdict: "met", stoppedAt: "2026-11-09T00:00:00Z" }),
    clock("broken", { verdict: "breached", dueAt: "2026-11-02T00:00:00Z" }),
  ]);
  expect([broken, running, stopped].map((clocks) => clocks.map((one) => one.clock))).toEqual([
    ["broken"],
    ["soon", "later", "without a deadline"],
    ["kept", "kept late"],
  ]);
});

it("is not all under control while the facility owes something itself, or something strikes about it", () => {
  const own = (clocks: OwnClock[], alarms: Own["alarms"] = []): Own => ({ version: 1, clocks, alarms });
  const alarm = { alarm: "silence", subject: "", raisedAt: "2026-11-01T00:00:00Z", rungs: [], cases: [] };
  expect(owes(undefined)).toBeUndefined();
  expect(
    owes(own([clock("running"), clock("kept late", { verdict: "breached", stoppedAt: "2026-11-03T00:00:00Z" })])),
  ).toBeUndefined();
  expect(owes(own([clock("broken", { verdict: "breached" })], [alarm, alarm]))).toEqual({ overdue: "1", alarms: "2" });
});

it("asks for what a verb needs and is not known from where it was chosen", () => {
  expect(fieldsOf({ verb: "review" })).toEqual([]);
  expect(fieldsOf({ verb: "selfReport" })).toEqual(["month", "complaints", "inTime"]);
  expect(fieldsOf({ verb: "selfReport", subject: "2026-10" })).toEqual(["complaints", "inTime"]);
  expect(fieldsOf({ verb: "promise" })).toEqual(["promise", "dueAt"]);
  expect(fieldsOf(ending(clock("forum_promise", { subject: "lift" }), "promise"))).toEqual([]);
  expect(fieldsOf({ verb: "notice" })).toEqual(["incident"]);
});

it("says a promise's end otherwise than its beginning", () => {
  const kept = ending(clock("forum_promise", { subject: "lift" }), "promise");
  expect([textOf(kept), textOf({ verb: "promise" })]).toEqual(["promiseKept", "promise"]);
  expect(taleOf(kept, {})).toEqual({ promise: "lift", kept: true });
});

it("sends times as Western Indonesian Time, and leaves out when it is just now", () => {
  expect(taleOf({ verb: "visit" }, {})).toEqual({});
  expect(taleOf({ verb: "visit" }, { at: "2026-11-25T10:00" })).toEqual({ at: "2026-11-25T10:00:00+07:00" });
  expect(taleOf({ verb: "promise" }, { promise: " lift ", dueAt: "2026-12-01T23:59" })).toEqual({
    promise: "lift",
    dueAt: "2026-12-01T23:59:00+07:00",
  });
});

it("sends counts as numbers, 0 included, and nothing while something is missing", () => {
  const telling = { verb: "selfReport", subject: "2026-10" } as const;
  expect(taleOf(telling, { complaints: "0", inTime: "0" })).toEqual({ month: "2026-10", complaints: 0, inTime: 0 });
  expect(taleOf(telling, { complaints: "4" })).toBeUndefined();
  expect(taleOf({ verb: "incident" }, {})).toBeUndefined();
});

it("has words for every verb, for what it does, and for every refusal", () => {
  const verbs = ["workshop", "visit", "report", "zeroReport", "selfReport", "forum", "promise", "promiseKept"];
  for (const verb of [...verbs, "officer", "incident", "notice", "review"]) {
    expect(verbText(verb)).not.toBe(verb);
    expect(verbText(verb, "Effect")).not.toContain("Effect");
  }
  expect(refusalText("too-long-ago")).toBe(allTexts.refusedTooLongAgo?.[0]);
  expect(refusalText("unheard-of")).toBe("unheard-of");
});
