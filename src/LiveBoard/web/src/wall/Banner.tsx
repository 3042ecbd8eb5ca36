import type { ComponentChildren } from "preact";
import { isHeldUp } from "../live/freshness";
import { allOpen } from "../live/totals";
import { Connection } from "../shared/Connection";
import { LanguageSwitch } from "../shared/LanguageSwitch";
import { heldUpTexts } from "../shared/PageHeader";
import { shortName } from "../text/facility-name";
import { t } from "../text/texts";
import { clockTime, duration, longDate, number, roughly } from "../text/time-format";
import { DrillButton } from "./DrillPanel";
import { Spoken } from "./Spoken";
import type { WallState } from "./wall-state";

/** The one sentence: is somebody waiting past the promise, and has anybody taken it? */
export function Banner({ state }: { state: WallState }) {
  return (
    <header class={`banner ${mood(state)}`}>
      <Spoken state={state} />
      <div class="sentence">
        <Sentence state={state} />
      </div>
      <Corner state={state} />
    </header>
  );
}

type Mood = "loading" | "stale" | "alarm" | "handled" | "calm";

function mood({ live, totals }: WallState): Mood {
  const freshness = live.freshness.value;
  if (freshness === "loading") {
    return "loading";
  }
  if (isHeldUp(freshness)) {
    return "stale";
  }
  const { overdue, handled } = totals.value;
  return overdue > 0 ? "alarm" : handled > 0 ? "handled" : "calm";
}

function Sentence({ state }: { state: WallState }): ComponentChildren {
  const { live, totals } = state;
  switch (mood(state)) {
    case "loading":
      return <p>{t("loading")}</p>;
    case "stale": {
      const { title, since, advice } = heldUpTexts(live.freshness.value);
      return (
        <>
          <strong>{t(title)}</strong>
          <p>
            {t(since, { time: clockTime(live.shownNow.value) })}
            <br />
            {t(advice)}
          </p>
        </>
      );
    }
    case "alarm":
      return <Alarm state={state} />;
    default: {
      const { handled } = totals.value;
      return (
        <>
          <strong>{handled > 0 ? t("nHandled", { n: number(handled) }) : t("normal")}</strong>
          <p>
            {t("nobodyWaits")}
            <br />
            <span class="low">{t("openComplaints", { n: number(allOpen(totals.value)) })}</span>
          </p>
        </>
      );
    }
  }
}

function Alarm({ state }: { state: WallState }) {
  const oldest = state.unacknowledged.value[0];
  const flood = state.flood.value;
  return (
    <>
      <strong class="count">{number(state.totals.value.overdue)}</strong>
      <p class="what">
        {t("pastDeadlineLower")}
        <br />
        {t("unacknowledged")}
      </p>
      {flood.on ? (
        <p class="where">
          <b>{t("flood")}</b>
          <br />
          {t("floodCount", { n: number(flood.recent) })}
        </p>
      ) : (
        oldest && (
          <p class="where">
            <span>
              {t("oldest", { time: duration(state.live.shownNow.value - Date.parse(oldest.overdueSince ?? "")) })}
            </span>
            <br />
            <b>{shortName(state.name(oldest.facility))}</b>
          </p>
        )
      )}
    </>
  );
}

/** A screen clock that is this far from the server's is said to be. */
const clockDiffersBeyond = 60_000;

function Corner({ state: { live, drill } }: { state: WallState }) {
  const now = live.serverNow.value;
  const simulated = live.board.value?.board.simulated ?? false;
  const differs = Math.abs(Date.now() - now);
  return (
    <div class="corner">
      <div class="line">
        {drill && <DrillButton drill={drill} />}
        {simulated && <span class="simulation">{t("simulation")}</span>}
        <LanguageSwitch />
        <Connection live={live} />
      </div>
      <div class="line">
        <span class="date">
          {!simulated && differs > clockDiffersBeyond ? t("clockDiffers", { time: roughly(differs) }) : longDate(now)}
        </span>
        <time class="clock">{clockTime(now)}</time>
        <span class="zone">{t("westIndonesianTime")}</span>
      </div>
    </div>
  );
}
