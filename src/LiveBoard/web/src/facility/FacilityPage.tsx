import { isHeldUp } from "../live/freshness";
import { Notice } from "../shared/Notice";
import { NewBuild, PageBar, StaleNotice } from "../shared/PageHeader";
import { Refusal } from "../shared/Refusal";
import { label } from "../text/labels";
import { t } from "../text/texts";
import { number } from "../text/time-format";
import { AcknowledgeDialog } from "./AcknowledgeDialog";
import { Alerts } from "./Alerts";
import { Deadlines } from "./Deadlines";
import { FacilityGrain } from "./FacilityGrain";
import type { FacilityState } from "./facility-state";
import { OwnPromises } from "./OwnPromises";
import { owes } from "./own-clocks";
import { TellDialog } from "./TellDialog";

/** One facility for those who answer for it: what waits, what comes, and what its grain holds. */
export function FacilityPage({ state }: { state: FacilityState }) {
  const { live, facility, session } = state;
  if (live.refused.value) {
    return <Refusal live={live} />;
  }
  if (facility.refused.value === 404) {
    return <Notice text={t("notFound")} />;
  }
  return (
    <main class="page">
      <Header state={state} />
      <NewBuild live={live} ours={session.build} />
      <div class="columns">
        <div>
          <Alerts state={state} />
          <Deadlines state={state} />
          <OwnPromises state={state} />
        </div>
        <FacilityGrain state={state} />
      </div>
      <AcknowledgeDialog state={state} />
      <TellDialog state={state} />
    </main>
  );
}

function Header({ state }: { state: FacilityState }) {
  const { live, facility, unacknowledged, handled, session, name } = state;
  const freshness = live.freshness.value;
  const waiting = unacknowledged.value;
  const mood = isHeldUp(freshness) ? "stale" : waiting > 0 ? "alarm" : "";
  const known = facility.value.value;
  const own = owes(known?.own);
  const region = live.board.value?.board.regions.find(({ code }) => code === known?.region)?.name;
  return (
    <header class={`head ${mood}`}>
      <PageBar live={live} simulated={session.simulated} />
      <h1>{name.value}</h1>
      {known && <p>{[label("kinds", known.kind), known.class, region].filter(Boolean).join(" · ")}</p>}
      {isHeldUp(freshness) ? (
        <StaleNotice live={live} />
      ) : (
        <p class="headline" role="status">
          {freshness === "loading" ? (
            <span>{t("loading")}</span>
          ) : waiting > 0 ? (
            <>
              <b class="count">{number(waiting)}</b>
              <span>
                <b>{t("pastDeadlineLower")}</b>
                <br />
                {t("needsYou")}
              </span>
            </>
          ) : handled.value > 0 ? (
            <b>{t("handledOnly", { n: number(handled.value) })}</b>
          ) : own ? (
            <b>{t("nothingToAcknowledge")}</b>
          ) : (
            <span>
              <b>{t("allUnderControl")}</b>
              <br />
              {t("nothingToAcknowledge")}
            </span>
          )}
        </p>
      )}
      {own && !isHeldUp(freshness) && <p class="own-standing">{t("ownSummary", own)}</p>}
    </header>
  );
}
