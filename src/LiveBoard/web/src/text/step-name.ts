import { type TextKey, t } from "./texts";
import { number } from "./time-format";

/** One and many of each unit that a step lies behind its deadline by. */
const units: Record<string, readonly [one: TextKey, many: TextKey]> = {
  h: ["hour", "hours"],
  d: ["day", "days"],
  wh: ["workingHour", "workingHours"],
  wd: ["workingDay", "workingDays"],
};

/** "red:open", of any grade: the rungs that are responsible from the start. */
export const isAtOpening = (step: unknown) => typeof step === "string" && step.endsWith(":open");

/** "red:open>R3": told because the rung below did not acknowledge. */
export const isClimb = (step: unknown) => typeof step === "string" && step.includes(">");

/** When a step of the timetable comes, in words; an unknown one by its own name. */
export function stepName(step: string): string {
  const [unacknowledged = "", climbedTo] = step.split(">");
  if (climbedTo) {
    return t("stepClimb", { step: stepName(unacknowledged) });
  }
  const when = step.slice(step.indexOf(":") + 1);
  if (when === "open") {
    return t("stepAtOpening");
  }
  if (when === "breach" || when === "breach+0") {
    return t("stepAtDeadline");
  }
  if (when === "close" || when === "withdraw") {
    return t("stepAtEnd");
  }
  const part = /^([\d.]+)%$/.exec(when);
  if (part) {
    return t("stepAtPart", { n: number(Number(part[1])) });
  }
  const [, length, unit = ""] = /^breach\+([\d.]+)(h|d|wh|wd)$/.exec(when) ?? [];
  const names = units[unit];
  if (!names) {
    return step;
  }
  const n = Number(length);
  return t("stepAfter", { time: t(names[n === 1 ? 0 : 1], { n: number(n) }) });
}
