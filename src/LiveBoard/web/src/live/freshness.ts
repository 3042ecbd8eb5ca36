/** May a person act on what the screen shows? */
export type Freshness = "loading" | "live" | "late" | "stale" | "doubted";

/** It may not: what is shown is old, or the server itself decides nothing because its clock is in doubt. */
export const isHeldUp = (freshness: Freshness) => freshness === "stale" || freshness === "doubted";

export const lateAfter = 5_000;
export const staleAfter = 15_000;

/** One failed connection may be a server that restarts; two in a row mean that the hub is down. */
const downAfterFailures = 2;

export interface Hearing {
  hasBoard: boolean;
  /** Milliseconds since the board last was known to be the server's own state. */
  silentFor: number;
  /** Connections that failed one after the other. */
  failures: number;
  /** The server said with its last beat that it doubts its clock: it decides no deadline. */
  inDoubt: boolean;
}

export function freshness({ hasBoard, silentFor, failures, inDoubt }: Hearing): Freshness {
  if (!hasBoard) {
    return "loading";
  }
  if (silentFor > staleAfter || failures >= downAfterFailures) {
    return "stale";
  }
  if (inDoubt) {
    return "doubted";
  }
  return silentFor > lateAfter ? "late" : "live";
}
