import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Counters, FacilityCount, Region, Row } from "../contract/board";
import { type DrillState, followDrill } from "../drill/drill-state";
import { facilitiesDueSoon, type Mark, markOf } from "../live/facility-mark";
import { calm, type Flood, flood, floodWindow } from "../live/flood";
import { isTriage, total } from "../live/totals";
import { followLive, type LiveBoard } from "../shared/live-board";

/** What the wall's parts are drawn from; each derived from the board alone. */
export interface WallState {
  live: LiveBoard;
  /** Where faults are injected for a drill. */
  drill: DrillState | undefined;
  totals: ReadonlySignal<Counters>;
  facilities: ReadonlySignal<readonly FacilityCount[]>;
  regions: ReadonlySignal<readonly RegionState[]>;
  triage: ReadonlySignal<Counters | undefined>;
  unacknowledged: ReadonlySignal<readonly Row[]>;
  handled: ReadonlySignal<readonly Row[]>;
  next: ReadonlySignal<readonly Row[]>;
  flood: ReadonlySignal<Flood>;
  mark(facility: string): ReadonlySignal<Mark>;
  name(facility: string): string;
}

export interface RegionState {
  region: Region;
  facilities: readonly FacilityCount[];
  counters: Counters;
  /** Facility of the oldest unacknowledged case. */
  oldest: string | undefined;
  /** Further facilities with an unacknowledged case. */
  others: number;
}

const byId = (a: FacilityCount, b: FacilityCount) => (a.id < b.id ? -1 : 1);

export function wallState(audience: string, inDrill = false): WallState {
  const live = followLive(audience);
  const { board, shownNow } = live;
  const marks = new Map<string, Signal<Mark>>();
  const mark = (facility: string) => {
    let found = marks.get(facility);
    if (!found) {
      found = signal<Mark>("none");
      marks.set(facility, found);
    }
    return found;
  };

  const facilities = computed(() => (board.value ? [...board.value.board.facilities.values()].sort(byId) : []));
  const overdue = computed(() => board.value?.board.overdue.inOrder() ?? []);
  const unacknowledged = computed(() => overdue.value.filter((row) => row.standing === "overdue"));
  const next = computed(() => board.value?.board.next.inOrder() ?? []);
  const triage = computed(() => {
    const desks = facilities.value.filter(isTriage);
    return desks.length > 0 ? total(desks) : undefined;
  });
  const floodNow = signal<Flood>(calm);

  effect(() => {
    const soon = facilitiesDueSoon(next.value, shownNow.value);
    for (const facility of facilities.value) {
      mark(facility.id).value = markOf(facility, soon.has(facility.id));
    }
  });

  effect(() => {
    const alarms = board.value?.board.alarms ?? new Map<string, number>();
    const now = shownNow.value;
    for (const [key, raisedAt] of alarms) {
      if (raisedAt <= now - floodWindow) {
        alarms.delete(key);
      }
    }
    const after = flood(floodNow.peek(), [...alarms.values()], now);
    const before = floodNow.peek();
    if (after.on !== before.on || after.recent !== before.recent) {
      floodNow.value = after;
    }
  });

  return {
    live,
    drill: inDrill ? followDrill(live.serverNow) : undefined,
    facilities,
    unacknowledged,
    next,
    triage,
    mark,
    flood: floodNow,
    totals: computed(() => total(facilities.value)),
    handled: computed(() => overdue.value.filter((row) => row.standing === "handled")),
    regions: computed(() =>
      (board.value?.board.regions ?? []).map((region) => regionState(region, facilities.value, unacknowledged.value)),
    ),
    name: (facility) => board.value?.board.facilities.get(facility)?.name ?? facility,
  };
}

function regionState(region: Region, all: readonly FacilityCount[], unacknowledged: readonly Row[]): RegionState {
  const facilities = all.filter((facility) => facility.region === region.code && !isTriage(facility));
  const ids = new Set(facilities.map((facility) => facility.id));
  return {
    region,
    facilities,
    counters: total(facilities),
    oldest: unacknowledged.find((row) => ids.has(row.facility))?.facility,
    others: Math.max(0, facilities.filter((facility) => facility.overdue > 0).length - 1),
  };
}
