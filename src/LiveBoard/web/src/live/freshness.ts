/** May a person act on what the screen shows? */
export type Freshness = "loading" | "live" | "late" | "stale";

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
}

export function freshness({ hasBoard, silentFor, failures }: Hearing): Freshness {
  if (!hasBoard) {
    return "loading";
  }
  if (silentFor > staleAfter || failures >= downAfterFailures) {
    return "stale";
  }
  return silentFor > lateAfter ? "late" : "live";
}
