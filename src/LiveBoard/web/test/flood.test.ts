import { expect, it } from "vitest";
import { calm, type Flood, flood } from "../src/live/flood";
import { byFacility, mostOverdue } from "../src/live/totals";
import { facility, minutes, row, start } from "./sample";

const alarms = (count: number) => Array.from({ length: count }, (_, i) => start - i * 1_000);

it("starts above ten new alarms in ten minutes and ends below five", () => {
  const story: [count: number, on: boolean][] = [
    [10, false],
    [11, true],
    [10, true],
    [5, true],
    [4, false],
    [10, false],
  ];
  let state: Flood = calm;
  for (const [count, on] of story) {
    state = flood(state, alarms(count), start);
    expect([count, state.on]).toEqual([count, on]);
  }
});

it("forgets alarms after ten minutes", () => {
  expect(flood(calm, alarms(20), start).recent).toBe(20);
  expect(flood(calm, alarms(20), start + minutes(10) - 5_000).recent).toBe(5);
});

it("groups by facility, largest first, and keeps each group's oldest", () => {
  const rows = [
    row("a", "overdue", { facility: "f1" }),
    row("b", "overdue", { facility: "f2" }),
    row("c", "overdue", { facility: "f2" }),
  ];
  expect(byFacility(rows).map((g) => `${g.facility} ${g.count} ${g.oldest.complaint}`)).toEqual(["f2 2 b", "f1 1 a"]);
});

it("names the facilities with most past their deadline, the unacknowledged first", () => {
  const found = mostOverdue([
    facility("a", { handled: 9 }),
    facility("b", { overdue: 1 }),
    facility("c"),
    facility("d", { overdue: 1, handled: 1 }),
  ]);
  expect(found.map((f) => f.id)).toEqual(["d", "b", "a"]);
});
