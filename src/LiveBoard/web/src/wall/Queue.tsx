import type { Row } from "../contract/board";
import { together } from "../live/alarms";
import { isSoon } from "../live/facility-mark";
import { isHeldUp } from "../live/freshness";
import { byFacility } from "../live/totals";
import { complaintAddress, facilityAddress } from "../shared/addresses";
import { MarkGlyph } from "../shared/MarkGlyph";
import { nameSize, shortName } from "../text/facility-name";
import { label } from "../text/labels";
import { roleName, t } from "../text/texts";
import { duration, hourMinute, number, roughly } from "../text/time-format";
import type { WallState } from "./wall-state";

const mostRows = 5;
const deadlinesWhenCalm = 7;
const deadlinesBesideAlarms = 3;
const deadlinesPerFreeRow = 1.7;

/** A departures board around "now": what is past its deadline above, what comes next below. */
export function Queue({ state }: { state: WallState }) {
  const { overdue, handled } = state.totals.value;
  return (
    <section class="panel queue">
      {overdue + handled > 0 && <PastDeadline state={state} />}
      <NextDeadlines state={state} />
    </section>
  );
}

function PastDeadline({ state }: { state: WallState }) {
  const { overdue, handled } = state.totals.value;
  const groups = state.flood.value.on ? byFacility(state.unacknowledged.value) : undefined;
  const alarms = groups ? [] : together(state.unacknowledged.value).slice(0, mostRows);
  const taken = groups ? [] : state.handled.value.slice(0, mostRows - alarms.length);
  const shown = alarms.reduce((sum, alarm) => sum + alarm.length, taken.length);
  const rest = groups ? groups.length - mostRows : overdue + handled - shown;
  return (
    <>
      <h2>
        {t("pastDeadline")}
        <span>
          {t("nUnacknowledged", { n: number(overdue) })}
          {handled > 0 && ` · ${t("nHandled", { n: number(handled) })}`}
        </span>
      </h2>
      <ol class={`past-list ${rest > 0 ? "full" : ""}`}>
        {groups
          ? groups
              .slice(0, mostRows)
              .map((group) => <GroupRow key={group.facility} state={state} count={group.count} oldest={group.oldest} />)
          : alarms.map((alarm) => <AlarmRow key={alarm[0].complaint} state={state} alarm={alarm} />)}
        {taken.map((row) => (
          <CaseRow key={row.complaint} state={state} row={row} />
        ))}
      </ol>
      {rest > 0 && (
        <p class="rest">
          {t("more", { n: number(rest) })}
          {groups
            ?.slice(mostRows)
            .map((group) => ` · ${shortName(state.name(group.facility))}`)
            .join("")}
        </p>
      )}
    </>
  );
}

const ageOf = (row: Row, now: number) => duration(now - Date.parse(row.overdueSince ?? ""));

function CaseRow({ state, row }: { state: WallState; row: Row }) {
  const now = state.live.shownNow.value;
  const handled = row.standing === "handled";
  return (
    <li class={handled ? "handled" : "unacknowledged"}>
      <time>{ageOf(row, now)}</time>
      <div>
        <FacilityLink to={complaintAddress(row.complaint)} name={state.name(row.facility)} />
        <p>
          {handled ? (
            <>
              <span class="unseen">{t("kindAcknowledged")}</span>
              <span class="tick" aria-hidden="true">
                ✓
              </span>{" "}
              {t("ago", { time: roughly(now - Date.parse(row.acknowledgedAt ?? "")) })}
              {" · "}
              {row.acknowledgedBy ? roleName(row.acknowledgedBy) : t("somebody")}
            </>
          ) : (
            categoryAndPayer(row)
          )}
        </p>
      </div>
    </li>
  );
}

/** What turned red together is one row that says how many, of what and where. */
function AlarmRow({ state, alarm }: { state: WallState; alarm: readonly [Row, ...Row[]] }) {
  const facilities = new Set(alarm.map((row) => row.facility)).size;
  if (alarm.length === 1) {
    return <CaseRow state={state} row={alarm[0]} />;
  }
  if (facilities === 1) {
    return <GroupRow state={state} count={alarm.length} oldest={alarm[0]} />;
  }
  const reason = label("clocks", alarm[0].overdueClock);
  return (
    <li class="unacknowledged">
      <time>
        {number(alarm.length)}
        <small>×</small>
      </time>
      <div>
        <b class={`name ${nameSize(reason)}`}>{reason}</b>
        <p>
          {t("oldest", { time: ageOf(alarm[0], state.live.shownNow.value) })} ·{" "}
          {t("atFacilities", { n: number(facilities) })}
        </p>
      </div>
    </li>
  );
}

function GroupRow({ state, count, oldest }: { state: WallState; count: number; oldest: Row }) {
  const age = ageOf(oldest, state.live.shownNow.value);
  return (
    <li class="unacknowledged">
      <time>
        {count > 1 ? (
          <>
            {number(count)}
            <small>×</small>
          </>
        ) : (
          age
        )}
      </time>
      <div>
        <FacilityLink to={facilityAddress(oldest.facility)} name={state.name(oldest.facility)} />
        <p>
          {count > 1
            ? `${t("oldest", { time: age })} · ${label("clocks", oldest.overdueClock)}`
            : categoryAndPayer(oldest)}
        </p>
      </div>
    </li>
  );
}

function NextDeadlines({ state }: { state: WallState }) {
  const { overdue, handled } = state.totals.value;
  const now = state.live.shownNow.value;
  const calm = overdue + handled === 0;
  const fresh = !isHeldUp(state.live.freshness.value);
  const room = calm
    ? deadlinesWhenCalm
    : deadlinesBesideAlarms + Math.floor(Math.max(0, mostRows - overdue - handled) * deadlinesPerFreeRow);
  const rows = state.next.value.slice(0, room);
  return (
    <>
      <h2 class="now-line">
        {t("nextDeadlines")}
        {!calm && <span>{fresh ? t("now", { time: hourMinute(now) }) : hourMinute(now)}</span>}
      </h2>
      {rows.length === 0 && state.live.freshness.value !== "loading" && <p class="rest">{t("noDeadlines")}</p>}
      <ol class={`next ${calm ? "roomy" : ""}`}>
        {rows.map((row) => (
          <NextRow key={row.complaint} state={state} row={row} now={now} roomy={calm} />
        ))}
      </ol>
    </>
  );
}

function NextRow({ state, row, now, roomy }: { state: WallState; row: Row; now: number; roomy: boolean }) {
  const soon = isSoon(row, now);
  return (
    <li class={soon ? "soon" : ""}>
      <time>
        {soon && <MarkGlyph mark="soon" />}
        {duration(Date.parse(row.nextDueAt ?? "") - now)}
      </time>
      <FacilityLink to={complaintAddress(row.complaint)} name={state.name(row.facility)} />
      {roomy && (
        <p>
          {label("clocks", row.nextClock)} · {category(row)}
        </p>
      )}
    </li>
  );
}

function FacilityLink({ to, name }: { to: string; name: string }) {
  const short = shortName(name);
  return (
    <a href={to} class={`name ${nameSize(short)}`}>
      {short}
    </a>
  );
}

const category = (row: Row) => (row.category ? label("categories", row.category) : t("uncategorised"));

const categoryAndPayer = (row: Row) => [category(row), label("payers", row.payer)].filter(Boolean).join(" · ");
