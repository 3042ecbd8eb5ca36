import type { FacilityCount, Row, Snapshot } from "../src/contract/board";
import type { FeedItem, Standing } from "../src/contract/feed";

export const start = Date.parse("2026-03-02T07:00:00Z");
export const minutes = (n: number) => n * 60_000;
export const at = (offset: number) => new Date(start + offset).toISOString();

export function facility(id: string, counts: Partial<FacilityCount> = {}): FacilityCount {
  return {
    id,
    name: `RS ${id}`,
    kind: "hospital",
    owner: "pemkab",
    region: "3671",
    received: 0,
    open: 0,
    overdue: 0,
    handled: 0,
    closed: 0,
    breaches: 0,
    ...counts,
  };
}

export function row(complaint: string, standing: Standing, more: Partial<Row> = {}): Row {
  return { complaint, standing, facility: "f1", region: "3671", ...more };
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    audience: "province",
    seq: 0,
    at: at(0),
    simulated: true,
    build: "build-1",
    regions: [{ code: "3671", name: "Kota Tangerang", short: "Kota Tangerang" }],
    facilities: [facility("f1"), facility("f2")],
    overdue: { total: 0, items: [] },
    next: { total: 0, items: [] },
    ...more,
  };
}

export function item(seq: number, more: Partial<FeedItem> = {}): FeedItem {
  return {
    seq,
    at: at(seq * 1_000),
    kind: "filed",
    complaint: `c${seq}`,
    facility: "f1",
    region: "3671",
    standing: "open",
    ...more,
  };
}
