import type { Complaint, ComplaintEvent } from "../contract/complaint";
import { isAtOpening, isClimb } from "../text/step-name";
import { eventName, factName, t } from "../text/texts";
import { moment, number } from "../text/time-format";
import { factsOf } from "./event-facts";

/** The facts, newest first; the shape of each node says what kind of fact it is. */
export function History({ complaint, now }: { complaint: Complaint; now: number }) {
  return (
    <section class="history" aria-labelledby="history">
      <h2 id="history">
        {t("history")} <span>{number(complaint.events.length)}</span>
      </h2>
      <ol>
        {complaint.events.toReversed().map((event) => (
          <Fact key={event.version} event={event} now={now} />
        ))}
      </ol>
    </section>
  );
}

/** The rungs that are responsible from the start were not climbed to; a climb for want of acknowledgement says so. */
function kindOf({ kind, step }: ComplaintEvent): string {
  if (kind !== "escalated") {
    return kind;
  }
  return isAtOpening(step) ? "responsible" : isClimb(step) ? "climbed" : kind;
}

const Fact = ({ event, now }: { event: ComplaintEvent; now: number }) => (
  <li class={kindOf(event)}>
    <i class="node" aria-hidden="true" />
    <div>
      <p>
        <b>{eventName(kindOf(event))}</b>
        <time>{moment(Date.parse(event.at), now)}</time>
      </p>
      <dl>
        {factsOf(event, now).map(([name, value]) => (
          <div key={name}>
            <dt>{factName(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <small>
        {t("version")} {event.version}
      </small>
    </div>
  </li>
);
