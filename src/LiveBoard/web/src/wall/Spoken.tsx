import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { isHeldUp } from "../live/freshness";
import { heldUpTexts } from "../shared/PageHeader";
import { t } from "../text/texts";
import type { WallState } from "./wall-state";

const atMostEvery = 5_000;

/**
 * What a screen reader is told. It lives apart from the ticking text, changes only when the sentence does, and at most
 * once in five seconds.
 */
export function Spoken({ state }: { state: WallState }) {
  const spoken = useSignal("");
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useSignalEffect(() => {
    const now = state.live.serverNow.value;
    const text = sentence(state);
    if (text !== spoken.peek() && now - lastAt.current >= atMostEvery) {
      lastAt.current = now;
      spoken.value = text;
    }
  });
  return (
    <p class="unseen" role="alert">
      {spoken}
    </p>
  );
}

function sentence({ live, totals, unacknowledged, name }: WallState): string {
  const freshness = live.freshness.value;
  if (freshness === "loading") {
    return "";
  }
  if (isHeldUp(freshness)) {
    const { title, advice } = heldUpTexts(freshness);
    return `${t(title)}. ${t(advice)}`;
  }
  const oldest = unacknowledged.value[0];
  return oldest ? t("spokenAlarm", { n: totals.value.overdue, facility: name(oldest.facility) }) : t("nobodyWaits");
}
