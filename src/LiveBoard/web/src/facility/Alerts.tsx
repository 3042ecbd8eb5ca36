import type { Row } from "../contract/board";
import type { Attempt } from "../live/acknowledgements";
import { complaintAddress, shortId } from "../shared/addresses";
import { label } from "../text/labels";
import { roleName, t } from "../text/texts";
import { clockTime, duration, roughly } from "../text/time-format";
import type { FacilityState } from "./facility-state";

/** What is past its deadline, unacknowledged first. */
export function Alerts({ state }: { state: FacilityState }) {
  const alerts = state.alerts.value;
  if (alerts.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts" tabIndex={-1}>
        {t("pastDeadline")}
      </h2>
      <ul class="cards">
        {alerts.map((row) => (
          <Alert key={row.complaint} state={state} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Alert({ state, row }: { state: FacilityState; row: Row }) {
  const now = state.live.shownNow.value;
  const handled = row.standing === "handled";
  return (
    <li class={`card ${handled ? "handled" : "unacknowledged"}`}>
      <p class="top">
        <span class="age">
          <b>{duration(now - Date.parse(row.overdueSince ?? ""))}</b> {t("late")}
        </span>
        <a href={complaintAddress(row.complaint)} class="code">
          <span class="unseen">{t("complaint")} </span>
          {shortId(row.complaint)}
        </a>
      </p>
      <h3>{row.category ? label("categories", row.category) : t("uncategorised")}</h3>
      <p class="about">{[label("payers", row.payer), label("clocks", row.overdueClock)].filter(Boolean).join(" · ")}</p>
      {row.nextDueAt && (
        <p class="coming">
          {label("clocks", row.nextClock)}: <b>{t("inTime", { time: duration(Date.parse(row.nextDueAt) - now) })}</b>
        </p>
      )}
      {handled ? <Taken row={row} now={now} /> : <Acknowledge state={state} row={row} />}
    </li>
  );
}

function Taken({ row, now }: { row: Row; now: number }) {
  const at = Date.parse(row.acknowledgedAt ?? "");
  return (
    <p class="taken">
      <span class="tick">✓</span>{" "}
      {t("acknowledgedBy", {
        who: row.acknowledgedBy ? roleName(row.acknowledgedBy) : t("somebody"),
        time: roughly(now - at),
      })}{" "}
      ({t("at", { time: clockTime(at) })})
    </p>
  );
}

function Acknowledge({ state, row }: { state: FacilityState; row: Row }) {
  const attempt = state.attempt(row.complaint);
  const waiting = attempt && attempt.phase !== "refused";
  return (
    <>
      {attempt && (
        <p class={`attempt ${attempt.phase}`} role="status">
          {progress(attempt)}
        </p>
      )}
      {!waiting && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            state.asked.value = row.complaint;
          }}
        >
          {t("acknowledge")}
        </button>
      )}
    </>
  );
}

function progress(attempt: Attempt): string {
  switch (attempt.phase) {
    case "sending":
      return t("sending");
    case "kept":
      return t("keptHere");
    case "accepted":
      return t("waitingForServer");
    case "refused":
      return t("ackRefused", { code: attempt.code ?? "" });
  }
}
