import type { ClockState, Complaint, Verdict } from "../contract/complaint";
import { WorkingOut } from "../shared/WorkingOut";
import { inWords } from "../text/labels";
import { type TextKey, t } from "../text/texts";
import { duration, moment } from "../text/time-format";

const verdicts: Record<Verdict, TextKey> = {
  running: "verdictRunning",
  met: "verdictMet",
  ended: "verdictEnded",
  breached: "verdictBreached",
};

/** Every promise made to this reporter: when it began, when it is due, and how it went. */
export function Clocks({ complaint, now }: { complaint: Complaint; now: number }) {
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{t("clocks")}</h2>
      <ul class="clocks">
        {complaint.clocks.map((clock) => (
          <li key={`${clock.clock} ${clock.epoch}`} class={clock.verdict}>
            <b>
              {inWords(clock.label)}
              {clock.epoch > 0 && ` (${clock.epoch + 1})`}
            </b>
            <span class="verdict">
              {t(verdicts[clock.verdict])}
              {running(clock, now)}
            </span>
            <dl>
              <Instant title="start" at={clock.startedAt} now={now} />
              <Instant title="due" at={clock.dueAt} now={now} />
              <Instant title="stop" at={clock.stoppedAt} now={now} />
            </dl>
            {clock.ledger && <WorkingOut ledger={clock.ledger} now={now} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function running(clock: ClockState, now: number): string {
  if (!clock.dueAt || clock.stoppedAt) {
    return clock.pausedAt ? ` · ${t("onHold")}` : "";
  }
  const left = Date.parse(clock.dueAt) - now;
  return left >= 0 ? ` · ${t("inTime", { time: duration(left) })}` : ` · ${duration(-left)}`;
}

const Instant = ({ title, at, now }: { title: TextKey; at: string | undefined; now: number }) =>
  at ? (
    <div>
      <dt>{t(title)}</dt>
      <dd>{moment(Date.parse(at), now)}</dd>
    </div>
  ) : null;
