import type { OwnClock } from "../contract/facility";

/** A facility's own promises as they are read: what is broken first, then what runs, then what has stopped. */
export interface InOrder {
  /** Broken and not kept yet, oldest deadline first. */
  broken: OwnClock[];
  /** Soonest first; what has no deadline yet comes last. */
  running: OwnClock[];
  /** The last to stop first. */
  stopped: OwnClock[];
}

export function inOrder(clocks: readonly OwnClock[]): InOrder {
  const open = clocks.filter((clock) => !clock.stoppedAt).sort((a, b) => due(a) - due(b));
  return {
    broken: open.filter((clock) => clock.verdict === "breached"),
    running: open.filter((clock) => clock.verdict !== "breached"),
    stopped: clocks
      .filter((clock) => clock.stoppedAt)
      .sort((a, b) => Date.parse(b.stoppedAt ?? "") - Date.parse(a.stoppedAt ?? "")),
  };
}

const due = (clock: OwnClock) => (clock.dueAt ? Date.parse(clock.dueAt) : Number.POSITIVE_INFINITY);
