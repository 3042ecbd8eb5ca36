import type { Alarm, OwnClock } from "../contract/facility";
import { complaintAddress, shortId } from "../shared/addresses";
import { WorkingOut } from "../shared/WorkingOut";
import { alarmSubject } from "../text/alarm-subject";
import { inWords, label } from "../text/labels";
import { t, verbText } from "../text/texts";
import { duration, moment, number } from "../text/time-format";
import type { FacilityState } from "./facility-state";
import { inOrder } from "./own-clocks";
import { ending, textOf } from "./tale";

/** The promises of the facility itself, what strikes about it, and what may be told of it. */
export function OwnPromises({ state }: { state: FacilityState }) {
  const own = state.facility.value.value?.own;
  if (!own) {
    return null;
  }
  const now = state.live.shownNow.value;
  const { broken, running, stopped } = inOrder(own.clocks);
  return (
    <>
      {own.alarms.length > 0 && <Alarms alarms={own.alarms} now={now} />}
      <section class="own" aria-labelledby="own">
        <h2 id="own">{t("ownPromises")}</h2>
        {broken.length + running.length === 0 && <p class="nothing">{t("ownNone")}</p>}
        <ul class="promises">
          {[...broken, ...running].map((clock) => (
            <Promised key={`${clock.clock}/${clock.epoch}`} state={state} clock={clock} now={now} />
          ))}
        </ul>
        {stopped.length > 0 && (
          <details>
            <summary>{t("ownStopped", { n: number(stopped.length) })}</summary>
            <ul class="promises">
              {stopped.map((clock) => (
                <Promised key={`${clock.clock}/${clock.epoch}`} state={state} clock={clock} now={now} />
              ))}
            </ul>
          </details>
        )}
        <MayTell state={state} />
      </section>
    </>
  );
}

/** One promise: how it stands, by when, how that comes about, and what would end it. */
function Promised({ state, clock, now }: { state: FacilityState; clock: OwnClock; now: number }) {
  const { dueAt, stoppedAt, ledger } = clock;
  const due = Date.parse(dueAt ?? "");
  const broken = clock.verdict === "breached";
  return (
    <li class={stoppedAt ? "stopped" : broken ? "broken" : ""}>
      <p>
        <b>
          {inWords(clock.label)}
          {clock.subject && <span class="code"> {clock.subject}</span>}
        </b>
        {stoppedAt ? (
          <span>{t(broken ? "ownKeptLate" : "ownKept", { time: moment(Date.parse(stoppedAt), now) })}</span>
        ) : (
          dueAt && <time>{broken ? t("ownBroken", { time: duration(now - due) }) : duration(due - now)}</time>
        )}
      </p>
      <p class="when">
        {t("start")} {moment(Date.parse(clock.startedAt), now)}
        {dueAt && ` · ${t("due")} ${moment(due, now)}`}
      </p>
      {ledger && <WorkingOut ledger={ledger} now={now} />}
      {clock.endedBy && clock.endedBy.length > 0 && (
        <p class="verbs">
          {clock.endedBy.map((verb) => {
            const telling = ending(clock, verb);
            return (
              <button
                key={verb}
                type="button"
                onClick={() => {
                  state.told.value = telling;
                }}
              >
                {verbText(textOf(telling))}
              </button>
            );
          })}
        </p>
      )}
    </li>
  );
}

/** Everything that this role may tell, whether a clock waits for it or not. */
function MayTell({ state }: { state: FacilityState }) {
  const verbs = state.facility.value.value?.own?.mayTell ?? [];
  return verbs.length === 0 ? null : (
    <details class="may-tell">
      <summary>{t("tell")}</summary>
      <p class="verbs">
        {verbs.map((verb) => (
          <button
            key={verb}
            type="button"
            onClick={() => {
              state.told.value = { verb };
            }}
          >
            {verbText(verb)}
          </button>
        ))}
      </p>
    </details>
  );
}

const Alarms = ({ alarms, now }: { alarms: readonly Alarm[]; now: number }) => (
  <section class="own" aria-labelledby="own-alarms">
    <h2 id="own-alarms">
      {t("ownAlarms")} <span>{number(alarms.length)}</span>
    </h2>
    <ul class="alarms">
      {alarms.map((alarm) => (
        <Strikes key={`${alarm.alarm}/${alarm.subject}`} alarm={alarm} now={now} />
      ))}
    </ul>
  </section>
);

function Strikes({ alarm, now }: { alarm: Alarm; now: number }) {
  return (
    <li>
      <p>
        <b>{label("alarms", alarm.alarm)}</b>
      </p>
      <p>
        {[alarmSubject(alarm.alarm, alarm.subject), t("ownSince", { time: moment(Date.parse(alarm.raisedAt), now) })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {alarm.rungs.length > 0 && (
        <p class="when">{t("ownAlarmHears", { who: alarm.rungs.map((rung) => label("rungs", rung)).join("; ") })}</p>
      )}
      <p class="when">
        {alarm.cases.length === 0 ? t("ownAlarmNoCases") : t("ownAlarmCases")}
        {alarm.cases.map((id) => (
          <span key={id}>
            {" "}
            <a href={complaintAddress(id)} class="code">
              {shortId(id)}
            </a>
          </span>
        ))}
      </p>
    </li>
  );
}
