import type { ClockState, Complaint, Ledger, Verdict } from "../contract/complaint";
import { inWords } from "../text/labels";
import { type TextKey, t } from "../text/texts";
import { duration, moment } from "../text/time-format";

const verdicts: Record<Verdict, TextKey> = {
  running: "verdictRunning",
  met: "verdictMet",
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

/** How the deadline comes about, line by line: what counts, and what does not and by which decree. */
const WorkingOut = ({ ledger, now }: { ledger: Ledger; now: number }) => (
  <details class="ledger">
    <summary>{t("workingOut")}</summary>
    <ol>
      {ledger.lines.map((line) => (
        <li key={`${line.kind} ${line.fromAt}`} class={line.kind}>
          <span>
            {moment(Date.parse(line.fromAt), now)}
            {line.toAt && ` – ${moment(Date.parse(line.toAt), now)}`}
          </span>
          <span>
            {inWords(line.text)}
            {line.kind !== "start" && line.source && <small>{line.source}</small>}
          </span>
        </li>
      ))}
    </ol>
  </details>
);

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
