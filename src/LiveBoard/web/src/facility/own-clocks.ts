import type { Own, OwnClock } from "../contract/facility";
import { number } from "../text/time-format";

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

/** What a facility has broken itself and what strikes about it, as numbers to say; nothing where there is neither. */
export function owes(own: Own | undefined): { overdue: string; alarms: string } | undefined {
  const overdue = own ? inOrder(own.clocks).broken.length : 0;
  const alarms = own?.alarms.length ?? 0;
  return overdue + alarms > 0 ? { overdue: number(overdue), alarms: number(alarms) } : undefined;
}

const due = (clock: OwnClock) => (clock.dueAt ? Date.parse(clock.dueAt) : Number.POSITIVE_INFINITY);
