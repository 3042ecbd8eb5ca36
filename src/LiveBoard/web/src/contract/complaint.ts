import type { Standing } from "./feed";
import type { Words } from "./labels";

export type Verdict = "running" | "met" | "ended" | "breached";

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
  /** Of a climb the rung below did not acknowledge. */
  kind: "rung" | "climb" | "breach" | "close" | "withdraw";
}

/** Why a rung is passed over and the next one up told instead. */
export type PassedOver = "empty" | "accused" | "sealed" | "no-desk";

/** One rung of the ladder: who was told through it, when it was passed over, and whom it leads to now. */
export interface Rung {
  rung: string;
  label: Words;
  /** Absent where the policy has no desk there for such a facility. */
  desk?: string;
  /** Whom a step that comes would tell: pseudonyms, or the desk itself where no roster lists it. */
  holders?: string[];
  standIn?: boolean;
  /** Why a step that comes would pass it over. */
  passedNow?: PassedOver;
  /** No desk: the complainant is offered it. */
  offered?: boolean;
  /** The highest of all that were told and not acknowledged: it has to acknowledge. */
  awaited?: boolean;
  /** Earliest first. */
  told: ToldAt[];
  /** Earliest first. */
  passed: PassedAt[];
}

/** Which step told, of which promise. */
export interface AtStep {
  at: string;
  /** When it happened indeed, where that was noticed late. */
  decidedAt?: string;
  clock: string;
  epoch: number;
  step: string;
}

export interface ToldAt extends AtStep {
  desk: string;
  holders: string[];
  standIn?: boolean;
}

export interface PassedAt extends AtStep {
  why: PassedOver;
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
  /** Lowest first. */
  ladder?: Rung[];
  /** Where the dossier for the Ombudsman is, once it is offered. */
  dossier?: string;
  armed: ArmedTimer[];
  grain?: { key: string; activatedAt?: string; version?: number };
  events: ComplaintEvent[];
  sealed?: string[];
}
