import type { Counters, Row } from "../contract/board";

/** A facility's live state. `none`: nothing was ever heard from it, which is not the same as calm. */
export type Mark = "past" | "handled" | "soon" | "calm" | "none";

/** A deadline nearer than this is shown as near, everywhere. */
export const soonWithin = 30 * 60_000;

export function markOf(counters: Counters, dueSoon: boolean): Mark {
  if (counters.overdue > 0) {
    return "past";
  }
  if (counters.handled > 0) {
    return "handled";
  }
  if (dueSoon) {
    return "soon";
  }
  return counters.received > 0 ? "calm" : "none";
}

export const isSoon = (row: Row, now: number) => Date.parse(row.nextDueAt ?? "") - now <= soonWithin;

/** Facilities with a deadline near; `rows` by nearest deadline first. */
export function facilitiesDueSoon(rows: readonly Row[], now: number): Set<string> {
  const soon = new Set<string>();
  for (const row of rows) {
    if (!isSoon(row, now)) {
      break;
    }
    soon.add(row.facility);
  }
  return soon;
}
