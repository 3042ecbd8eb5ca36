import type { ComplaintEvent } from "../contract/complaint";
import type { LabelGroup } from "../contract/labels";
import { label } from "../text/labels";
import { moment } from "../text/time-format";

/** Members of an event whose values are codes with a name. */
const codes: Record<string, LabelGroup> = {
  clock: "clocks",
  category: "categories",
  payer: "payers",
  channel: "channels",
  class: "classes",
  careClass: "careClasses",
  grade: "grades",
  rung: "rungs",
  rungs: "rungs",
  by: "rungs",
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What an event changed: its own members, named as they are, with codes and instants in words. */
export function factsOf({ version: _version, at: _at, kind: _kind, ...members }: ComplaintEvent, now: number) {
  return Object.entries(members)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]): [string, string] => [name, words(name, value, now)]);
}

function words(name: string, value: unknown, now: number): string {
  if (Array.isArray(value)) {
    return value.map((one) => words(name, one, now)).join(", ");
  }
  if (typeof value !== "string") {
    return JSON.stringify(value);
  }
  if (instant.test(value)) {
    return moment(Date.parse(value), now);
  }
  const group = codes[name];
  return group ? label(group, value) : value;
}
