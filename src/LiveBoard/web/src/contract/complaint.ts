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
  verdict: Verdict;
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
