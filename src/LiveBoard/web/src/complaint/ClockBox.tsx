import type { ClockState, Complaint } from "../contract/complaint";
import { inWords } from "../text/labels";
import { t } from "../text/texts";
import { duration } from "../text/time-format";

/** The one clock that matters now: the oldest broken promise, else the next one due. */
export function ClockBox({ complaint, now, stale }: { complaint: Complaint; now: number; stale: boolean }) {
  const running = complaint.clocks.filter((clock) => clock.dueAt && !clock.stoppedAt);
  const broken = running.filter((clock) => clock.breachedAt).sort(byDue)[0];
  const next = running.filter((clock) => !clock.breachedAt).sort(byDue)[0];
  if (complaint.standing === "closed" || (!broken && !next)) {
    return <p class="clock-box">{t("nothingRuns")}</p>;
  }
  if (broken) {
    const unacknowledged = complaint.standing === "overdue";
    return (
      <p class={`clock-box ${unacknowledged && !stale ? "alarm" : "handled"}`}>
        <b>{duration(now - due(broken))}</b>
        <span>
          {t("pastDue", { clock: inWords(broken.label) })}
          <br />
          {unacknowledged ? t("unacknowledged") : t("handled").toLowerCase()}
        </span>
      </p>
    );
  }
  return (
    <p class="clock-box">
      <b>{duration(due(next as ClockState) - now)}</b>
      <span>{t("leftFor", { clock: inWords((next as ClockState).label) })}</span>
    </p>
  );
}

const due = (clock: ClockState) => Date.parse(clock.dueAt ?? "");
const byDue = (a: ClockState, b: ClockState) => due(a) - due(b);
