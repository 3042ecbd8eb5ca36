import type { Counters, FacilityCount, Row } from "../contract/board";

/** The triage desk is no hospital: it holds what names no facility yet, and is shown apart. */
export const isTriage = (facility: FacilityCount) => facility.kind === "triage";

const hospitalKinds: readonly string[] = ["hospital", "vertical_hospital"];

export interface KindCounts {
  hospitals: number;
  puskesmas: number;
  others: number;
}

/** How many facilities of each kind a person counts: a ministry's hospital is one of the hospitals. */
export function countKinds(facilities: Iterable<FacilityCount>): KindCounts {
  const counts: KindCounts = { hospitals: 0, puskesmas: 0, others: 0 };
  for (const facility of facilities) {
    if (hospitalKinds.includes(facility.kind)) {
      counts.hospitals += 1;
    } else if (facility.kind === "puskesmas") {
      counts.puskesmas += 1;
    } else if (!isTriage(facility)) {
      counts.others += 1;
    }
  }
  return counts;
}

/** Kabupaten Tangerang, Kota Tangerang and Kota Tangerang Selatan, where half of the hospitals are. */
export const tangerangRaya: readonly string[] = ["3603", "3671", "3674"];

export function total(facilities: Iterable<FacilityCount>): Counters {
  const sum: Counters = { received: 0, open: 0, overdue: 0, handled: 0, closed: 0, breaches: 0 };
  for (const facility of facilities) {
    sum.received += facility.received;
    sum.open += facility.open;
    sum.overdue += facility.overdue;
    sum.handled += facility.handled;
    sum.closed += facility.closed;
    sum.breaches += facility.breaches;
  }
  return sum;
}

export const allOpen = (counters: Counters) => counters.open + counters.overdue + counters.handled;

/** Facilities with cases past a deadline, those with most first; the unacknowledged weigh first. */
export function mostOverdue(facilities: Iterable<FacilityCount>): FacilityCount[] {
  return [...facilities]
    .filter((facility) => facility.overdue + facility.handled > 0)
    .sort((a, b) => b.overdue - a.overdue || b.handled - a.handled || (a.id < b.id ? -1 : 1));
}

/** Facilities that broke a promise of their own, or about which something strikes; those with most first. */
export function owing(facilities: Iterable<FacilityCount>): FacilityCount[] {
  const weight = (facility: FacilityCount) => (facility.ownOverdue ?? 0) + (facility.alarms ?? 0);
  return [...facilities]
    .filter((facility) => weight(facility) > 0)
    .sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
}

export interface FacilityGroup {
  facility: string;
  count: number;
  oldest: Row;
}

/** Unacknowledged rows by facility, largest group first; `rows` oldest first. */
export function byFacility(rows: readonly Row[]): FacilityGroup[] {
  const groups = new Map<string, FacilityGroup>();
  for (const row of rows) {
    const group = groups.get(row.facility);
    if (group) {
      group.count += 1;
    } else {
      groups.set(row.facility, { facility: row.facility, count: 1, oldest: row });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
