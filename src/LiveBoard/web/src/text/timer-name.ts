import { label } from "./labels";
import { stepName } from "./step-name";
import { type TextKey, t } from "./texts";

const timers: Record<string, TextKey> = {
  deadline: "timerDeadline",
  "appointment-book": "appointmentBook",
  "own-deadline": "ownPromises",
};
const marks: Record<string, TextKey> = { "read-book": "timerReadBook", look: "timerLook", month: "timerMonth" };

/** What a timer of a grain is called; an unknown one by its own name. */
export function timerName(name: string): string {
  const known = timers[name];
  return known ? t(known) : name;
}

/** What a timer is armed for: a step as `clock/epoch/step`, or a facility's reading of its book. */
export function timerPurpose(purpose: string): string {
  const mark = marks[purpose];
  if (mark) {
    return t(mark);
  }
  const [clock, epoch, step] = purpose.split("/");
  return clock && epoch && step ? `${label("clocks", clock)} · ${stepName(step)}` : purpose;
}
