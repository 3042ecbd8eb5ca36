import type { FacilityCount } from "../contract/board";
import { mostOverdue, owing } from "../live/totals";
import { facilityAddress } from "../shared/addresses";
import { nameSize, shortName } from "../text/facility-name";
import { t } from "../text/texts";
import { number } from "../text/time-format";
import type { WallState } from "./wall-state";

const room = 4;

/** The facilities with most cases past a deadline: filled what nobody has taken, outlined what somebody has. */
export function MostOverdue({ state }: { state: WallState }) {
  const facilities = mostOverdue(state.facilities.value);
  const own = owing(state.facilities.value);
  const places = own.length > 0 ? room - 1 : room;
  const shown = facilities.length > places ? places - 1 : places;
  return (
    <section class="panel most">
      <h2>{t("mostOverdue")}</h2>
      {facilities.length === 0 && state.live.freshness.value !== "loading" && (
        <p class="rest">{t("mostOverdueNone")}</p>
      )}
      <ol>
        {facilities.slice(0, shown).map(({ id, name, overdue, handled }) => (
          <li key={id}>
            <a href={facilityAddress(id)} class={nameSize(shortName(name))}>
              {shortName(name)}
            </a>
            {overdue > 0 && <b class="solid">{number(overdue)}</b>}
            {handled > 0 && <b class="outlined">{number(handled)}</b>}
            <span class="unseen">
              {t("nUnacknowledged", { n: overdue })}, {t("nHandled", { n: handled })}
            </span>
          </li>
        ))}
      </ol>
      {facilities.length > shown && <p class="rest">{t("more", { n: number(facilities.length - shown) })}</p>}
      {own.length > 0 && <Own facilities={own} />}
    </section>
  );
}

/** What facilities owe themselves: no complaint is counted in it, so it stands apart from them. */
function Own({ facilities }: { facilities: readonly FacilityCount[] }) {
  const sum = (read: (facility: FacilityCount) => number | undefined) =>
    number(facilities.reduce((all, facility) => all + (read(facility) ?? 0), 0));
  return (
    <p class="own">
      <a href={facilityAddress(facilities[0]?.id ?? "")}>
        {t("ownSummary", { overdue: sum((f) => f.ownOverdue), alarms: sum((f) => f.alarms) })}
      </a>
    </p>
  );
}
