import { label } from "./labels";
import { stepName } from "./step-name";
import { type TextKey, t } from "./texts";

const timers: Record<string, TextKey> = { deadline: "timerDeadline", "appointment-book": "appointmentBook" };

/** What a timer of a grain is called; an unknown one by its own name. */
export function timerName(name: string): string {
  const known = timers[name];
  return known ? t(known) : name;
}

/** What a timer is armed for: a step as `clock/epoch/step`, or a facility's reading of its book. */
export function timerPurpose(purpose: string): string {
  if (purpose === "read-book") {
    return t("timerReadBook");
  }
  const [clock, epoch, step] = purpose.split("/");
  return clock && epoch && step ? `${label("clocks", clock)} · ${stepName(step)}` : purpose;
}
