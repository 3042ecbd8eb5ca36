import type { ArmedTimer } from "../contract/complaint";
import { t } from "../text/texts";
import { duration, momentInSentence } from "../text/time-format";
import { timerName, timerPurpose } from "../text/timer-name";

/** The timers armed in a grain now, and how long until each fires. */
export function ArmedTimers({ timers, now }: { timers: readonly ArmedTimer[]; now: number }) {
  if (timers.length === 0) {
    return <p class="nothing">{t("none")}</p>;
  }
  return (
    <ul class="timers">
      {timers.map((timer) => {
        const firesAt = Date.parse(timer.firesAt);
        return (
          <li key={`${timer.name} ${timer.firesAt} ${timer.for}`}>
            <b>{timerName(timer.name)}</b>
            <time>{duration(firesAt - now)}</time>
            <span>
              {t("firesAt", { time: momentInSentence(firesAt, now) })}
              {timer.for && ` → ${timerPurpose(timer.for)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
