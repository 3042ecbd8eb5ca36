import type { ComplaintEvent, PassedOver } from "../contract/complaint";
import type { LabelGroup } from "../contract/labels";
import { label } from "../text/labels";
import { stepName } from "../text/step-name";
import { roleName, whyLate, whyPassed } from "../text/texts";
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
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What an event changed: its own members, named as they are, with codes and instants in words. */
export function factsOf({ version: _version, at: _at, kind, ...members }: ComplaintEvent, now: number) {
  // who was told and who was passed over are the rungs that were asked for, and those told instead
  const shown = Object.entries(members).filter(([name]) => !(name === "rungs" && members.telling));
  return shown
    .flatMap(([name, value]) => (name === "telling" ? tellingOf(value as Telling) : [[name, value] as const]))
    .filter(([name, value]) => !isEmpty(value) && !(name === "epoch" && value === 0))
    .map(([name, value]): [string, string] => [
      kind === "acknowledged" && name === "owner" ? "takenBy" : name,
      words(name, value, now),
    ]);
}

interface Telling {
  told: { rung: string; desk: string; holders: string[] }[];
  passed: { rung: string; why: PassedOver }[];
  duty?: { id: string; version: string };
}

const tellingOf = ({ told, passed, duty }: Telling): (readonly [string, unknown])[] => [
  ["told", told.map(({ rung, desk, holders }) => named(rung, holders.filter((holder) => holder !== desk).join(", ")))],
  ["passed", passed.map(({ rung, why }) => named(rung, whyPassed(why)))],
  ["duty", duty && `${duty.id} ${duty.version}`],
];

const named = (rung: string, who: string) => [label("rungs", rung), who].filter(Boolean).join(": ");

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && !value.length);

const isActor = (value: unknown): value is { role: string; desk?: string } =>
  typeof value === "object" && value !== null && "role" in value;

function words(name: string, value: unknown, now: number): string {
  if (Array.isArray(value)) {
    return value.map((one) => words(name, one, now)).join(", ");
  }
  if (isActor(value)) {
    return [roleName(value.role), value.desk].filter(Boolean).join(" · ");
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .filter(([, one]) => !isEmpty(one))
      .map(([member, one]) => words(member, one, now))
      .join(" · ");
  }
  if (typeof value !== "string") {
    return String(value);
  }
  if (instant.test(value)) {
    return moment(Date.parse(value), now);
  }
  if (name === "step") {
    return stepName(value);
  }
  if (name === "lateBecause") {
    return whyLate(value);
  }
  const group = codes[name];
  return group ? label(group, value) : value;
}
