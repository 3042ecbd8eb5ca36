/** What goes wrong in a drill; the ids of the server. */
export type Fault =
  | "storage-slow"
  | "storage-down"
  | "storage-lies"
  | "wakers-stopped"
  | "herd"
  | "screens-cut"
  | "feed-stalled"
  | "flood";

/** What the log says of a fault. */
export interface Found {
  lost: number;
  breaches: number;
  late: number;
  latestMs: number;
  missing: number;
  doubled: number;
}

export interface FaultRun {
  number: number;
  fault: Fault;
  scripted: boolean;
  phase: "on" | "settling" | "done" | "broken-off";
  startedAt: string;
  endsAt: string;
  endedAt?: string;
  /** Complaints answered 503. */
  refused: number;
  acknowledged: number;
  screensCut: number;
  screensBack: number;
  slowestMs: number;
  /** Absent until the product has caught up. */
  found?: Found;
}

export interface DrillView {
  now: string;
  seed: number;
  faults: { fault: Fault; seconds: number }[];
  script: { fault: Fault; at: string; seconds: number }[];
  runs: FaultRun[];
  counted: { refused: number; acknowledged: number; found: Found };
}
