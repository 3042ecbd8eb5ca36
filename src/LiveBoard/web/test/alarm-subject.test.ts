import { afterEach, expect, it } from "vitest";
import { alarmSubject } from "../src/text/alarm-subject";
import { language } from "../src/text/language";

afterEach(() => {
  language.value = "id";
});

const subjects = [
  ["silence", "2026-07-04"],
  ["unequal_treatment", "public_private/public"],
  ["unequal_treatment", "public_private/private/ahead"],
  ["cluster", "igd/waktu_tunggu"],
] as const;

it("says in both languages what struck, and a unit with its category", () => {
  expect(subjects.map(([alarm, subject]) => alarmSubject(alarm, subject))).toEqual([
    "tanpa keluhan sejak 2026-07-04",
    "lebih lama menunggu: jaminan publik (BPJS, Jamkesda)",
    "didahulukan: umum dan swasta",
    "igd · waktu_tunggu",
  ]);
  language.value = "en";
  expect(subjects.map(([alarm, subject]) => alarmSubject(alarm, subject))).toEqual([
    "no complaint since 2026-07-04",
    "waits longer: public insurance (BPJS, Jamkesda)",
    "served ahead: self-paying and private",
    "igd · waktu_tunggu",
  ]);
});
