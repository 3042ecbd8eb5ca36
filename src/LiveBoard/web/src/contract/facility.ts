import type { Counters, Row } from "./board";
import type { ArmedTimer } from "./complaint";

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
}
