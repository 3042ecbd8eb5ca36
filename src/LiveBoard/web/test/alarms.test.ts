import { describe, expect, it } from "vitest";
import { type Alarms, raise, raised, together } from "../src/live/alarms";
import { at, item, minutes, row } from "./sample";

const breached = (complaint: string, clock: string, dueAt: string) =>
  item(1, { kind: "breached", complaint, clock, at: dueAt, decidedAt: at(1), was: "open", standing: "overdue" });

describe("an alarm", () => {
  it("is what turns red at one instant for one reason, however many cases that are", () => {
    const alarms: Alarms = new Map();
    raise(alarms, breached("c1", "receipt", at(0)));
    raise(alarms, breached("c2", "receipt", at(0)));
    raise(alarms, breached("c3", "settle", at(0)));
    raise(alarms, breached("c4", "receipt", at(minutes(1))));
    expect(alarms.size).toBe(3);
  });

  it("is each case that somebody's move turned red", () => {
    const alarms: Alarms = new Map();
    raise(alarms, item(1, { kind: "reopened", complaint: "c1", was: "closed", standing: "overdue", at: at(0) }));
    raise(alarms, item(2, { kind: "reopened", complaint: "c2", was: "closed", standing: "overdue", at: at(0) }));
    expect(alarms.size).toBe(2);
  });

  it("is a facility's own broken promise and what is found about it, and not when that is over", () => {
    const alarms: Alarms = new Map();
    const own = { complaint: undefined, standing: undefined, own: {} };
    raise(alarms, item(1, { ...own, kind: "facilityBreached", clock: "channel_heartbeat", facility: "f1", at: at(0) }));
    raise(alarms, item(2, { ...own, kind: "facilityBreached", clock: "channel_heartbeat", facility: "f2", at: at(0) }));
    raise(alarms, item(3, { ...own, kind: "alarmRaised", alarm: "cluster", at: at(0) }));
    raise(alarms, item(4, { ...own, kind: "alarmEnded", alarm: "cluster", at: at(0) }));
    raise(alarms, item(5, { ...own, kind: "zeroReported", at: at(0) }));
    expect(alarms.size).toBe(2);
  });

  it("that was there before the page looked is not raised again by its item", () => {
    const alarms: Alarms = new Map();
    raised(alarms, row("c1", "overdue", { overdueSince: at(0), overdueClock: "receipt" }));
    raised(alarms, row("c2", "handled", { overdueSince: at(0), overdueClock: "settle" }));
    raise(alarms, breached("c3", "receipt", at(0)));
    expect(alarms.size).toBe(1);
  });

  it("gathers its rows and leaves the order of the oldest", () => {
    const rows = [
      row("a", "overdue", { overdueSince: at(0), overdueClock: "receipt" }),
      row("b", "overdue", { overdueSince: at(0), overdueClock: "settle" }),
      row("c", "overdue", { overdueSince: at(0), overdueClock: "receipt" }),
      row("d", "overdue", { overdueSince: at(1), overdueClock: "receipt" }),
    ];
    expect(together(rows).map((group) => group.map((r) => r.complaint).join(""))).toEqual(["ac", "b", "d"]);
  });
});
