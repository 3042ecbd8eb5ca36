import { afterEach, expect, it } from "vitest";
import { shortName } from "../src/text/facility-name";
import { language } from "../src/text/language";
import { allTexts, eventName, t } from "../src/text/texts";
import {
  clockTime,
  duration,
  hourMinute,
  longDate,
  moment,
  momentInSentence,
  number,
  roughly,
} from "../src/text/time-format";

const noon = Date.parse("2025-11-21T07:32:07Z");

afterEach(() => {
  language.value = "id";
});

it("writes clocks with dots in Indonesian and colons in English, always in western Indonesian time", () => {
  expect([clockTime(noon), hourMinute(noon), longDate(noon)]).toEqual(["14.32.07", "14.32", "Jumat, 21 November 2025"]);
  language.value = "en";
  expect([clockTime(noon), hourMinute(noon)]).toEqual(["14:32:07", "14:32"]);
});

it("writes lengths of time with colons, and days in words", () => {
  const seconds = (n: number) => duration(n * 1_000);
  expect([seconds(-5), seconds(111), seconds(2_832), seconds(7_960), seconds(86_399)]).toEqual([
    "00:00",
    "01:51",
    "47:12",
    "2:12:40",
    "23:59:59",
  ]);
  expect(seconds(3 * 86_400 + 4 * 3_600)).toBe("3 hr 04 j");
});

it("says roughly how long ago", () => {
  const minute = 60_000;
  expect([12_000, 47 * minute, 96 * minute, 76 * 60 * minute].map(roughly)).toEqual([
    "12 dtk",
    "47 mnt",
    "1 j 36 mnt",
    "3 hr 4 j",
  ]);
});

it("leaves out the date of today", () => {
  expect(moment(noon - 60_000, noon)).toBe("14.31.07");
  expect(moment(noon - 86_400_000, noon)).toBe("20 Nov 14.32.07");
  expect(momentInSentence(noon, noon)).toBe("pukul 14.32.07");
  expect(momentInSentence(noon - 86_400_000, noon)).toBe("20 Nov pukul 14.32.07");
});

it("shows the year of a date in another year", () => {
  expect(moment(Date.parse("2024-11-21T07:32:07Z"), noon)).toBe("21 Nov 2024 14.32.07");
});

it("groups thousands as each language does", () => {
  expect(number(12_345)).toBe("12.345");
  language.value = "en";
  expect(number(12_345)).toBe("12,345");
});

it("has both languages for every text, with the same places to fill", () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, [id, en]] of Object.entries(allTexts)) {
    expect([key, id.trim() !== "", en.trim() !== ""]).toEqual([key, true, true]);
    expect([key, places(id)]).toEqual([key, places(en)]);
  }
});

it("fills in what a text leaves open", () => {
  expect(t("nHandled", { n: 3 })).toBe("3 ditangani");
});

it("uses the settled words", () => {
  expect([t("pastDeadline"), t("handled"), t("live")]).toEqual(["Lewat tenggat", "Ditangani", "Langsung"]);
  expect(t("acknowledge")).toMatch(/^Akui/);
  expect(Object.values(allTexts).join(" ")).not.toMatch(/SLA|zona/i);
});

it("calls an event of an unknown kind by its own code", () => {
  expect([eventName("completionRequested"), eventName("somethingNew")]).toEqual([
    "Kelengkapan diminta",
    "somethingNew",
  ]);
});

it("shortens names the way people do", () => {
  expect(shortName("RS Umum Daerah Melati")).toBe("RSUD Melati");
  expect(shortName("RS Umum Aulia")).toBe("RSU Aulia");
  expect(shortName("Puskesmas Cempaka")).toBe("Puskesmas Cempaka");
});
