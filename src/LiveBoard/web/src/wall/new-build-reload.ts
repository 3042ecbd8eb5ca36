import { effect } from "@preact/signals";
import { reloadIsDue } from "../live/new-build";
import type { WallState } from "./wall-state";

/** A wall has nobody to press a button: it takes a new build by itself, at a moment when nobody is waited for. */
export function reloadForNewBuild({ live, totals }: WallState): void {
  let ours: string | undefined;
  let newSince: number | undefined;
  effect(() => {
    const build = live.build.value;
    const now = live.serverNow.value;
    ours ??= build;
    if (build === ours || live.freshness.value !== "live") {
      return;
    }
    newSince ??= now;
    if (reloadIsDue(totals.value.overdue, newSince, now)) {
      location.reload();
    }
  });
}
