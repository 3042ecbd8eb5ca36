import type { Standing } from "./feed";
import type { Words } from "./labels";

export type Verdict = "running" | "met" | "breached";

export interface ClockState {
  clock: string;
  label: Words;
  epoch: number;
  startedAt: string;
  dueAt?: string;
  stoppedAt?: string;
  breachedAt?: string;
  /** Since when it is on hold; while it is there is no deadline. */
  pausedAt?: string;
  /** Whose promise it is where it is not the facility's. */
  owner?: "province";
  verdict: Verdict;
  ledger?: Ledger;
}

/** How a deadline comes about; what the lines count sums to `counted`. */
export interface Ledger {
  unit: string;
  limit?: number;
  counted: number;
  lines: LedgerLine[];
}

export interface LedgerLine {
  kind: string;
  fromAt: string;
  toAt?: string;
  counted: number;
  text: Words;
  source?: string;
}

/** An open step of the complaint's timetable. */
export interface Step {
  clock: string;
  epoch: number;
  step: string;
  dueAt: string;
  rungs?: string[];
  kind: "rung" | "breach" | "close" | "withdraw";
}

/** A timer that is armed in a grain now. */
export interface ArmedTimer {
  name: string;
  firesAt: string;
  for?: string;
}

export interface ComplaintEvent {
  version: number;
  at: string;
  kind: string;
  [member: string]: unknown;
}

export interface Complaint {
  id: string;
  facility: { id: string; name: string; kind: string; region: string };
  status: string;
  standing: Standing;
  grade?: string;
  class?: string;
  category?: string;
  channel?: string;
  payer?: string;
  careClass?: string;
  unit?: string;
  filedAt: string;
  conveyedAt?: string;
  version: number;
  policy?: { id: string; version: string };
  calendar?: { id: string; version: string };
  clocks: ClockState[];
  timetable: Step[];
  armed: ArmedTimer[];
  grain?: { key: string; activatedAt?: string; version?: number };
  events: ComplaintEvent[];
  sealed?: string[];
}
