import { expect, it } from "vitest";
import { facilitiesDueSoon, markOf } from "../src/live/facility-mark";
import { at, facility, minutes, row, start } from "./sample";

it("shows the worst of a facility's live state", () => {
  expect(markOf(facility("f", { received: 3, overdue: 1, handled: 1 }), true)).toBe("past");
  expect(markOf(facility("f", { received: 3, handled: 1 }), true)).toBe("handled");
  expect(markOf(facility("f", { received: 3, open: 1 }), true)).toBe("soon");
  expect(markOf(facility("f", { received: 3, closed: 3 }), false)).toBe("calm");
});

it("never calls a facility calm that was never heard of", () => {
  expect(markOf(facility("f"), false)).toBe("none");
});

it("finds the facilities whose next deadline is within thirty minutes", () => {
  const rows = [10, 30, 31].map((n) => row(`c${n}`, "open", { facility: `f${n}`, nextDueAt: at(minutes(n)) }));
  expect([...facilitiesDueSoon(rows, start)]).toEqual(["f10", "f30"]);
});
