import type { Counters, Row } from "./board";
import type { ArmedTimer, Ledger, Verdict } from "./complaint";
import type { Words } from "./labels";

export interface Facility {
  id: string;
  name: string;
  kind: string;
  class?: string;
  owner: string;
  region: string;
  counters: Counters;
  /** The complaints the facility keeps an appointment for. */
  book: { complaint: string; nextAt: string }[];
  armed: ArmedTimer[];
  grain?: { key: string; activatedAt?: string };
  alerts: Row[];
  own?: Own;
}

/** What a facility itself owes, and what strikes about it. */
export interface Own {
  version: number;
  nextAt?: string;
  clocks: OwnClock[];
  alarms: Alarm[];
  /** The verbs that this session may tell of the facility. */
  mayTell?: FacilityVerb[];
}

export interface OwnClock {
  clock: string;
  label: Words;
  epoch: number;
  /** Of which promise, incident or month. */
  subject?: string;
  startedAt: string;
  dueAt?: string;
  stoppedAt?: string;
  breachedAt?: string;
  verdict: Verdict;
  ledger?: Ledger;
  /** The verbs that stop it or begin it anew, of those that this session may tell. */
  endedBy?: FacilityVerb[];
}

/** What is told of a facility itself. */
export type FacilityVerb =
  | "workshop"
  | "visit"
  | "report"
  | "zeroReport"
  | "selfReport"
  | "forum"
  | "promise"
  | "officer"
  | "incident"
  | "notice"
  | "review";

/** What a verb carries; each takes its own members. Instants are ISO 8601 with their offset. */
export interface Tale {
  at?: string;
  month?: string;
  complaints?: number;
  inTime?: number;
  promise?: string;
  dueAt?: string;
  kept?: boolean;
  incident?: string;
}

export interface Alarm {
  alarm: string;
  subject: string;
  raisedAt: string;
  rungs: string[];
  cases: string[];
}
