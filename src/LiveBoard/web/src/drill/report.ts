import type { FaultRun, Found } from "../contract/drill";
import { t } from "../text/texts";
import { duration, number } from "../text/time-format";

/** What the product did in a fault, in the figures that the server read back from its log. */
export function report(run: FaultRun): string {
  const { found } = run;
  if (run.phase === "broken-off" || !found) {
    return t("drillBrokeOff");
  }
  const parts = broken(found);
  parts.push(deadlines(found.breaches, found.late, found.latestMs));
  if (run.refused > 0) {
    parts.push(t("drillRefused", { n: number(run.refused) }));
  }
  parts.push(t("drillAcknowledged", { n: number(run.acknowledged), lost: number(found.lost) }));
  if (run.screensCut > 0) {
    parts.push(t("drillScreens", { n: number(run.screensCut), back: number(run.screensBack) }));
  }
  if (run.fault === "flood") {
    parts.push(t("drillSlowest", { time: number(run.slowestMs) }));
  }
  return parts.join(" · ");
}

/** What must never be comes first. */
function broken({ lost, missing, doubled }: Found): string[] {
  const counts = [
    ["drillLost", lost],
    ["drillMissing", missing],
    ["drillDoubled", doubled],
  ] as const;
  return counts.filter(([, n]) => n > 0).map(([text, n]) => t(text, { n: number(n) }));
}

function deadlines(n: number, late: number, latest: number): string {
  if (n === 0) {
    return t("drillNoDeadline");
  }
  return late > 0
    ? t("drillLate", { late: number(late), n: number(n), time: duration(latest) })
    : t("drillInTime", { n: number(n) });
}
