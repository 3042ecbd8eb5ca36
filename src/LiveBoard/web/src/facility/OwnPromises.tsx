import type { Alarm, OwnClock } from "../contract/facility";
import { complaintAddress, shortId } from "../shared/addresses";
import { alarmSubject } from "../text/alarm-subject";
import { inWords, label } from "../text/labels";
import { t } from "../text/texts";
import { duration, moment } from "../text/time-format";
import type { FacilityState } from "./facility-state";

/** What is broken first, then what runs, soonest first. What was kept is history and not shown. */
function inOrder(clocks: readonly OwnClock[]): OwnClock[] {
  const open = clocks.filter((clock) => !clock.stoppedAt && clock.dueAt);
  return open.sort((a, b) => Date.parse(a.dueAt ?? "") - Date.parse(b.dueAt ?? ""));
}

/** The promises of the facility itself, and what strikes about it. */
export function OwnPromises({ state }: { state: FacilityState }) {
  const own = state.facility.value.value?.own;
  if (!own) {
    return null;
  }
  const now = state.live.shownNow.value;
  const clocks = inOrder(own.clocks);
  return (
    <section class="own" aria-labelledby="own">
      <h2 id="own">{t("ownPromises")}</h2>
      {clocks.length === 0 && <p class="nothing">{t("ownNone")}</p>}
      <ul class="pairs">
        {clocks.map((clock) => (
          <Promised key={`${clock.clock}/${clock.epoch}`} clock={clock} now={now} />
        ))}
      </ul>
      {own.alarms.length > 0 && (
        <>
          <h3>{t("ownAlarms")}</h3>
          <ul class="alarms">
            {own.alarms.map((alarm) => (
              <Strikes key={`${alarm.alarm}/${alarm.subject}`} alarm={alarm} now={now} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Promised({ clock, now }: { clock: OwnClock; now: number }) {
  const due = Date.parse(clock.dueAt ?? "");
  const broken = clock.verdict === "breached";
  return (
    <li class={broken ? "broken" : ""}>
      <span>
        {inWords(clock.label)}
        {clock.subject && <span class="code"> {clock.subject}</span>}
      </span>
      <span>{moment(due, now)}</span>
      <time>{broken ? t("ownBroken", { time: duration(now - due) }) : duration(due - now)}</time>
    </li>
  );
}

function Strikes({ alarm, now }: { alarm: Alarm; now: number }) {
  return (
    <li>
      <b>{label("alarms", alarm.alarm)}</b>{" "}
      {alarm.subject && <span class="code">{alarmSubject(alarm.alarm, alarm.subject)}</span>}{" "}
      {t("ownSince", { time: moment(Date.parse(alarm.raisedAt), now) })}
      {alarm.cases.map((id) => (
        <a key={id} href={complaintAddress(id)} class="code">
          {" "}
          {shortId(id)}
        </a>
      ))}
    </li>
  );
}
