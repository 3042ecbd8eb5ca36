import type { DrillView, Fault, FaultRun } from "../contract/drill";

/** What the panel of a drill shows at one moment. */
export interface Panel {
  /** The fault to explain: what is on and was started last; without one what the product is catching up from. */
  current: { run: FaultRun; left: number } | undefined;
  /** How many others are on at the same time. */
  others: number;
  /** What the script does next, and in how long. */
  next: { fault: Fault; in: number } | undefined;
  /** The last fault that was overcome, or should have been. */
  last: FaultRun | undefined;
  buttons: { fault: Fault; seconds: number; on: boolean }[];
}

export function panelOf(view: DrillView, now: number): Panel {
  const on = view.runs.filter((run) => run.phase === "on");
  const run = on[0] ?? view.runs.find(({ phase }) => phase === "settling");
  const next = view.script.find(({ at }) => Date.parse(at) > now);
  return {
    current: run && { run, left: run.phase === "on" ? Math.max(0, Date.parse(run.endsAt) - now) : 0 },
    others: Math.max(0, on.length - 1),
    next: next && { fault: next.fault, in: Date.parse(next.at) - now },
    last: view.runs.find(({ phase }) => phase === "done" || phase === "broken-off"),
    buttons: view.faults.map(({ fault, seconds }) => ({ fault, seconds, on: on.some((one) => one.fault === fault) })),
  };
}

/** True if the product broke one of its promises: then the line is an alarm. */
export const isBad = ({ phase, found }: FaultRun) =>
  phase === "broken-off" || (found !== undefined && found.lost + found.missing + found.doubled > 0);
