import { language } from "./language";
import { t } from "./texts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const locale = () => (language.value === "id" ? "id-ID" : "en-GB");

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale(), { timeZone: "Asia/Jakarta", ...options });
    formats.set(key, found);
  }
  return found;
}

/** 14.32.07 in Indonesian, 14:32:07 in English; always Western Indonesian Time. */
export const clockTime = (at: number) =>
  format("clock", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);

export const hourMinute = (at: number) => format("minute", { hour: "2-digit", minute: "2-digit" }).format(at);

export const longDate = (at: number) =>
  format("long date", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at);

const yearOf = (at: number) => format("year", { year: "numeric" }).format(at);

/** "21 Nov", with the year where it is not that of `now`. */
const shortDate = (at: number, now: number) =>
  yearOf(at) === yearOf(now)
    ? format("short date", { day: "numeric", month: "short" }).format(at)
    : format("date", { day: "numeric", month: "short", year: "numeric" }).format(at);

const sameDay = (at: number, now: number) => shortDate(at, now) === shortDate(now, now);

/** "21 Nov 14.32.07", without the date on the same day as `now`. */
export const moment = (at: number, now: number) =>
  sameDay(at, now) ? clockTime(at) : `${shortDate(at, now)} ${clockTime(at)}`;

/** "pukul 14.32.07", "21 Nov pukul 14.32.07": a moment within a sentence. */
export function momentInSentence(at: number, now: number): string {
  const time = t("at", { time: clockTime(at) });
  return sameDay(at, now) ? time : `${shortDate(at, now)} ${time}`;
}

const two = (n: number) => String(n).padStart(2, "0");

/** 47:12, 2:12:40, then "3 hr 04 j": a length of time, always with colons, never below zero. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (hours === 0) {
    return rest;
  }
  return hours < 24
    ? `${hours}:${rest}`
    : `${number(Math.floor(hours / 24))} ${t("dayShort")} ${two(hours % 24)} ${t("hourShort")}`;
}

/** "12 dtk", "47 mnt", "1 j 36 mnt", "3 hr 4 j": how long ago, where seconds need not run. */
export function roughly(milliseconds: number): string {
  const past = Math.max(0, milliseconds);
  if (past < minute) {
    return `${Math.floor(past / 1_000)} ${t("secondShort")}`;
  }
  if (past < hour) {
    return `${Math.floor(past / minute)} ${t("minuteShort")}`;
  }
  return past < day
    ? `${Math.floor(past / hour)} ${t("hourShort")} ${Math.floor(past / minute) % 60} ${t("minuteShort")}`
    : `${number(Math.floor(past / day))} ${t("dayShort")} ${Math.floor(past / hour) % 24} ${t("hourShort")}`;
}

export function number(n: number): string {
  return n.toLocaleString(locale());
}
