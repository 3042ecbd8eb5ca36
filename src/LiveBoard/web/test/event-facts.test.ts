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
