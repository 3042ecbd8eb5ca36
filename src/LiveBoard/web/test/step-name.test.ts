import { afterEach, expect, it } from "vitest";
import { language } from "../src/text/language";
import { isAtOpening, isClimb, stepName } from "../src/text/step-name";
import { timerName, timerPurpose } from "../src/text/timer-name";

afterEach(() => {
  language.value = "id";
});

const steps = [
  "red:open",
  "any:50%",
  "breach",
  "red:breach+12h",
  "green:breach+2wd",
  "any:breach+1d",
  "close",
  "x:new",
];

it("says when a step comes", () => {
  expect(steps.map(stepName)).toEqual([
    "saat dibuka",
    "50% batas waktu",
    "saat lewat tenggat",
    "12 jam setelah lewat",
    "2 hari kerja setelah lewat",
    "1 hari setelah lewat",
    "saat batas waktu habis",
    "x:new",
  ]);
  language.value = "en";
  expect(steps.map(stepName)).toEqual([
    "at opening",
    "50% of the limit",
    "at the deadline",
    "12 hours after the deadline",
    "2 working days after the deadline",
    "1 day after the deadline",
    "when the time is up",
    "x:new",
  ]);
});

it("tells the rungs of the opening from those climbed to", () => {
  expect(["red:open", "red:50%", "breach", undefined].map(isAtOpening)).toEqual([true, false, false, false]);
});

it("says of a climb which step was not acknowledged", () => {
  expect(["red:open>R3", "breach>R4"].map(stepName)).toEqual([
    "tidak diakui (saat dibuka)",
    "tidak diakui (saat lewat tenggat)",
  ]);
  expect(["red:open>R3", "red:open", undefined].map(isClimb)).toEqual([true, false, false]);
});

it("names a timer and what it is armed for", () => {
  expect([timerName("deadline"), timerName("appointment-book"), timerName("other")]).toEqual([
    "Tenggat",
    "Buku jadwal",
    "other",
  ]);
  expect([timerPurpose("kwtk/0/red:50%"), timerPurpose("read-book"), timerPurpose("other")]).toEqual([
    "kwtk · 50% batas waktu",
    "membaca buku jadwal",
    "other",
  ]);
});
