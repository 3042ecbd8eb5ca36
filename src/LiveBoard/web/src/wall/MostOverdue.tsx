import { mostOverdue } from "../live/totals";
import { facilityAddress } from "../shared/addresses";
import { nameSize, shortName } from "../text/facility-name";
import { t } from "../text/texts";
import { number } from "../text/time-format";
import type { WallState } from "./wall-state";

const room = 4;

/** The facilities with most cases past a deadline: filled what nobody has taken, outlined what somebody has. */
export function MostOverdue({ state }: { state: WallState }) {
  const facilities = mostOverdue(state.facilities.value);
  const shown = facilities.length > room ? room - 1 : room;
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
    </section>
  );
}
