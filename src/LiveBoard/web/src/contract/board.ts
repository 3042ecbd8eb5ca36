import type { ComplaintSummary, FacilityCard, Standing } from "./feed";

export interface Region {
  code: string;
  name: string;
  short: string;
}

export interface Counters {
  received: number;
  /** Standing `open` only; all that is open is open + overdue + handled. */
  open: number;
  overdue: number;
  handled: number;
  closed: number;
  /** Deadlines ever passed. */
  breaches: number;
}

export interface FacilityCount extends FacilityCard, Counters {
  id: string;
  region: string;
  /** Promises of the facility itself that are broken and unkept; no complaint is counted in it. */
  ownOverdue?: number;
  /** How often it broke a promise of its own. */
  ownBreaches?: number;
  /** Alarms about it that hold. */
  alarms?: number;
}

export interface Row extends ComplaintSummary {
  complaint: string;
  standing: Standing;
  filedAt?: string;
  version?: number;
}

export interface CappedRows {
  /** How many there are; `items` may hold fewer. */
  total: number;
  items: Row[];
}

export interface Snapshot {
  audience: string;
  seq: number;
  at: string;
  simulated: boolean;
  build: string;
  regions: Region[];
  facilities: FacilityCount[];
  overdue: CappedRows;
  next: CappedRows;
}
