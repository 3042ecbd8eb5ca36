import type { Complaint, Step } from "../contract/complaint";
import { inWords, label } from "../text/labels";
import { stepName } from "../text/step-name";
import { t } from "../text/texts";
import { duration, moment } from "../text/time-format";

/** What happens next if nothing is done, and whose business it becomes. */
export function Timetable({ complaint, now }: { complaint: Complaint; now: number }) {
  return (
    <section aria-labelledby="timetable">
      <h2 id="timetable">{t("timetable")}</h2>
      {complaint.timetable.length === 0 && <p class="nothing">{t("none")}</p>}
      <ol class="timers">
        {complaint.timetable.map((step) => (
          <li key={`${step.clock} ${step.epoch} ${step.step}`} class={step.kind}>
            <b>{clockName(complaint, step)}</b>
            <time>{duration(Date.parse(step.dueAt) - now)}</time>
            <span>
              {moment(Date.parse(step.dueAt), now)} · {stepName(step.step)} → {consequence(step)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function clockName(complaint: Complaint, step: Step): string {
  const clock = complaint.clocks.find((candidate) => candidate.clock === step.clock);
  return clock ? inWords(clock.label) : label("clocks", step.clock);
}

function consequence(step: Step): string {
  const who = (step.rungs ?? []).map((rung) => label("rungs", rung)).join(", ");
  const falls = who && t("stepRung", { who });
  switch (step.kind) {
    case "rung":
    case "climb":
      return falls;
    case "breach":
      return [t("stepBreach"), falls].filter(Boolean).join(", ");
    case "close":
      return t("stepClose");
    case "withdraw":
      return t("stepWithdraw");
  }
}
