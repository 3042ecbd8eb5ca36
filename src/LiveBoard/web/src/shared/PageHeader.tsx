import type { ComponentChildren } from "preact";
import type { Freshness } from "../live/freshness";
import { t } from "../text/texts";
import { clockTime } from "../text/time-format";
import { Connection } from "./Connection";
import { LanguageSwitch } from "./LanguageSwitch";
import type { LiveBoard } from "./live-board";

/** The line that every page for hand and desk begins with. */
export const PageBar = ({ live, simulated }: { live: LiveBoard; simulated: boolean }) => (
  <div class="bar">
    <a href="/wall">‹ {t("toBoard")}</a>
    {simulated && <span class="simulation">{t("simulation")}</span>}
    <Connection live={live} />
    <LanguageSwitch />
  </div>
);

/** What is said in place of the page's own headline while it may not be acted upon. */
export const StaleNotice = ({ live }: { live: LiveBoard }): ComponentChildren => {
  const { title, since, advice } = heldUpTexts(live.freshness.value);
  return (
    <p class="stale-notice" role="alert">
      <b>{t(title)}</b>
      <span>
        {t(since, { time: clockTime(live.shownNow.value) })}. {t(advice)}
      </span>
    </p>
  );
};

/** Why nobody may act on what is shown, since when, and what to do. */
export const heldUpTexts = (freshness: Freshness) =>
  freshness === "doubted"
    ? ({ title: "inDoubt", since: "undecidedSince", advice: "checkTheClock" } as const)
    : ({ title: "stale", since: "stoppedAt", advice: "doNotAct" } as const);

/** A person decides when a page that is in use takes a new build. */
export function NewBuild({ live, ours }: { live: LiveBoard; ours: string }) {
  return live.build.value === undefined || live.build.value === ours ? null : (
    <p class="new-build" role="status">
      {t("newBuild")}{" "}
      <button type="button" onClick={() => location.reload()}>
        {t("reload")}
      </button>
    </p>
  );
}
