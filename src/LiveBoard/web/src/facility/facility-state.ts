import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { acknowledge, getFacility } from "../api/http";
import type { Row } from "../contract/board";
import type { Facility } from "../contract/facility";
import type { Session } from "../contract/session";
import { Acknowledgements, type Attempt, type Given } from "../live/acknowledgements";
import { followLive, type LiveBoard } from "../shared/live-board";
import { entitle } from "../shared/page-title";
import { type Resource, resource } from "../shared/resource";
import { t } from "../text/texts";
import type { Telling } from "./tale";

export interface FacilityState {
  id: string;
  session: Session;
  live: LiveBoard;
  /** The facility's grain: its counters, its book, its timers. */
  facility: Resource<Facility>;
  name: ReadonlySignal<string>;
  alerts: ReadonlySignal<readonly Row[]>;
  unacknowledged: ReadonlySignal<number>;
  handled: ReadonlySignal<number>;
  next: ReadonlySignal<readonly Row[]>;
  /** The case whose acknowledgement is being asked for. */
  asked: Signal<string | undefined>;
  /** What is about to be told of the facility. */
  told: Signal<Telling | undefined>;
  attempt(complaint: string): Attempt | undefined;
  give(complaint: string, words: Given): void;
}

/** Timers move without an event of the facility's: its grain is asked again this often. */
const askGrainEvery = 15_000;
const resendEvery = 5_000;

export function facilityState(id: string, session: Session): FacilityState {
  const facility = resource(() => getFacility(id));
  const live = followLive(`facility:${id}`, { applied: facility.refresh, replaced: facility.refresh });
  const alerts = computed(() => live.board.value?.board.overdue.inOrder() ?? []);
  const version = signal(0);
  /** Cases acknowledged here, whose event has not arrived. */
  const given = new Set<string>();
  const acknowledgements = new Acknowledgements(
    acknowledge,
    () => crypto.randomUUID(),
    () => {
      version.value += 1;
    },
  );

  effect(() => {
    const waiting = new Set(alerts.value.filter((row) => row.standing === "overdue").map((row) => row.complaint));
    for (const complaint of given) {
      if (!waiting.has(complaint)) {
        given.delete(complaint);
        acknowledgements.settled(complaint);
      }
    }
  });
  setInterval(() => {
    if (live.connected.peek()) {
      void acknowledgements.resend();
    }
  }, resendEvery);
  setInterval(facility.refresh, askGrainEvery);
  facility.refresh();

  const name = computed(() => live.board.value?.board.facilities.get(id)?.name ?? facility.value.value?.name ?? id);
  const unacknowledged = computed(() => live.board.value?.board.facilities.get(id)?.overdue ?? 0);
  const handled = computed(() => live.board.value?.board.facilities.get(id)?.handled ?? 0);
  entitle(() => {
    const waiting = unacknowledged.value > 0 ? `(${unacknowledged.value}) ` : "";
    return `${waiting}${name.value} — ${t("facilityComplaints")}`;
  });
  return {
    id,
    session,
    live,
    facility,
    name,
    alerts,
    unacknowledged,
    handled,
    next: computed(() => live.board.value?.board.next.inOrder() ?? []),
    asked: signal<string | undefined>(undefined),
    told: signal<Telling | undefined>(undefined),
    attempt: (complaint) => {
      void version.value;
      return acknowledgements.of(complaint);
    },
    give: (complaint, words) => {
      given.add(complaint);
      void acknowledgements.give(complaint, words);
    },
  };
}
