import { useSignalEffect } from "@preact/signals";
import { t } from "../text/texts";
import { Banner } from "./Banner";
import { Counts } from "./Counts";
import { DrillPanel } from "./DrillPanel";
import { MostOverdue } from "./MostOverdue";
import { Queue } from "./Queue";
import { RegionMap } from "./RegionMap";
import type { WallState } from "./wall-state";

/** In the order of reading: the one sentence, who waits, what comes next, where, and how much. */
export function Wall({ state }: { state: WallState }) {
  useSignalEffect(() => {
    document.documentElement.dataset.freshness = state.live.freshness.value;
  });
  const drill = state.drill?.shown.value ? state.drill : undefined;
  return (
    <main class={`wall ${drill ? "drilling" : ""}`}>
      <h1 class="unseen">
        {t("commandCentre")}: {t("liveBoard")}
      </h1>
      <Banner state={state} />
      <Queue state={state} />
      <RegionMap state={state} />
      {drill ? (
        <DrillPanel drill={drill} />
      ) : (
        <>
          <Counts state={state} />
          <MostOverdue state={state} />
        </>
      )}
    </main>
  );
}
