import { expect, it } from "vitest";
import { countKinds } from "../src/live/totals";
import { facility } from "./sample";

it("counts a ministry's hospital as a hospital, leaves out the triage desk, and loses nothing else", () => {
  const kinds = ["hospital", "vertical_hospital", "puskesmas", "kkp", "triage"];
  expect(countKinds(kinds.map((kind) => facility(kind, { kind })))).toEqual({ hospitals: 2, puskesmas: 1, others: 1 });
});
