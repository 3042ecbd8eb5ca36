import type { FacilityVerb, OwnClock, Tale } from "../contract/facility";

/** What is asked of whoever tells it. */
export type Field = "at" | "month" | "complaints" | "inTime" | "promise" | "dueAt" | "incident";

/** What is being told: a verb, and what is known of it from where it was chosen. */
export interface Telling {
  verb: FacilityVerb;
  /** The promise, incident or month that it is about; asked for where it is not known. */
  subject?: string;
  /** Of a promise: that it was kept. */
  kept?: boolean;
}

/** What ends a clock: of a promise, that it was kept. */
export const ending = (clock: OwnClock, verb: FacilityVerb): Telling => ({
  verb,
  ...(clock.subject && { subject: clock.subject }),
  ...(verb === "promise" && { kept: true }),
});

/** The part of the table of texts that says what it is. */
export const textOf = ({ verb, kept }: Telling) => (verb === "promise" && kept ? "promiseKept" : verb);

export function fieldsOf({ verb, subject, kept }: Telling): Field[] {
  const asked = (field: Field): Field[] => (subject ? [] : [field]);
  switch (verb) {
    case "workshop":
    case "visit":
    case "forum":
      return ["at"];
    case "selfReport":
      return [...asked("month"), "complaints", "inTime"];
    case "promise":
      return kept ? asked("promise") : ["promise", "dueAt"];
    case "incident":
      return ["incident", "at"];
    case "notice":
      return asked("incident");
    default:
      return [];
  }
}

/** Only when it happened may be left open: then it is just now. */
const optional: readonly Field[] = ["at"];

/** What is sent; undefined where something is missing. */
export function taleOf(telling: Telling, given: Partial<Record<Field, string>>): Tale | undefined {
  const { verb, subject, kept } = telling;
  const tale: Tale = {};
  for (const field of fieldsOf(telling)) {
    const value = given[field]?.trim();
    if (value) {
      Object.assign(tale, { [field]: read(field, value) });
    } else if (!optional.includes(field)) {
      return undefined;
    }
  }
  if (subject) {
    Object.assign(tale, { [verb === "selfReport" ? "month" : verb === "promise" ? "promise" : "incident"]: subject });
  }
  return kept ? { ...tale, kept } : tale;
}

function read(field: Field, value: string): string | number {
  if (field === "complaints" || field === "inTime") {
    return Number(value);
  }
  return field === "at" || field === "dueAt" ? inWesternIndonesia(value) : value;
}

/** What a field for date and time holds, which is meant in the time that all pages show. */
const inWesternIndonesia = (local: string) => `${local.length === 16 ? `${local}:00` : local}+07:00`;
