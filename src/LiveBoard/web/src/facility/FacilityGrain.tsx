import type { Counters } from "../contract/board";
import { ArmedTimers } from "../shared/ArmedTimers";
import { complaintAddress, shortId } from "../shared/addresses";
import { type TextKey, t } from "../text/texts";
import { duration, moment, number } from "../text/time-format";
import type { FacilityState } from "./facility-state";

const counters: readonly [keyof Counters, TextKey][] = [
  ["received", "received"],
  ["open", "open"],
  ["overdue", "unacknowledgedTitle"],
  ["handled", "handled"],
  ["closed", "closed"],
  ["breaches", "everBreached"],
];

const mostAppointments = 12;

/** The facility's grain as it is now: what it counts, whom it keeps an appointment with, which timers it has armed. */
export function FacilityGrain({ state }: { state: FacilityState }) {
  const facility = state.facility.value.value;
  const now = state.live.shownNow.value;
  if (!facility) {
    return null;
  }
  return (
    <section class="grain" aria-labelledby="grain">
      <h2 id="grain">
        {t("facilityGrain")} <span class="code">{facility.grain?.key ?? facility.id}</span>
      </h2>
      {facility.grain?.activatedAt && (
        <p class="nothing">
          {t("activatedAt")} {moment(Date.parse(facility.grain.activatedAt), now)}
        </p>
      )}
      <h3>{t("counters")}</h3>
      <dl class="counters">
        {counters.map(([counter, title]) => (
          <div key={counter}>
            <dt>{t(title)}</dt>
            <dd>{number(facility.counters[counter])}</dd>
          </div>
        ))}
      </dl>
      <h3>
        {t("appointmentBook")} <span>{number(facility.book.length)}</span>
      </h3>
      {facility.book.length === 0 && <p class="nothing">{t("none")}</p>}
      <ul class="pairs">
        {facility.book.slice(0, mostAppointments).map(({ complaint, nextAt }) => (
          <li key={complaint}>
            <a href={complaintAddress(complaint)} class="code">
              {shortId(complaint)}
            </a>
            <span>{moment(Date.parse(nextAt), now)}</span>
            <time>{duration(Date.parse(nextAt) - now)}</time>
          </li>
        ))}
      </ul>
      <h3>
        {t("armedTimers")} <span>{number(facility.armed.length)}</span>
      </h3>
      <ArmedTimers timers={facility.armed} now={now} />
    </section>
  );
}
