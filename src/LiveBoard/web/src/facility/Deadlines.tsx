import { isSoon } from "../live/facility-mark";
import { complaintAddress } from "../shared/addresses";
import { label } from "../text/labels";
import { t } from "../text/texts";
import { duration } from "../text/time-format";
import type { FacilityState } from "./facility-state";

const most = 12;

export function Deadlines({ state }: { state: FacilityState }) {
  const rows = state.next.value;
  const now = state.live.shownNow.value;
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">
        {t("nextDeadlines")} {rows.length > most && <span>{t("more", { n: rows.length - most })}</span>}
      </h2>
      {rows.length === 0 && state.live.freshness.value !== "loading" && <p class="nothing">{t("noDeadlines")}</p>}
      <ol class="lines">
        {rows.slice(0, most).map((row) => (
          <li key={row.complaint} class={isSoon(row, now) ? "soon" : ""}>
            <a href={complaintAddress(row.complaint)}>
              <time>{duration(Date.parse(row.nextDueAt ?? "") - now)}</time>
              <span>
                <b>{row.category ? label("categories", row.category) : t("uncategorised")}</b>
                <br />
                {[label("clocks", row.nextClock), label("payers", row.payer)].filter(Boolean).join(" · ")}
              </span>
              <i aria-hidden="true">›</i>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
