import type { Counters } from "../contract/board";
import { allOpen, isTriage, tangerangRaya, total } from "../live/totals";
import { type TextKey, t } from "../text/texts";
import { number } from "../text/time-format";
import type { WallState } from "./wall-state";

const columns: readonly [TextKey, (counters: Counters) => number][] = [
  ["received", (counters) => counters.received],
  ["open", allOpen],
  ["unacknowledgedTitle", (counters) => counters.overdue],
  ["handled", (counters) => counters.handled],
  ["closed", (counters) => counters.closed],
];

/** The province in five columns, with Tangerang Raya's subtotal and the triage desk on its own line. */
export function Counts({ state }: { state: WallState }) {
  const facilities = state.facilities.value.filter((facility) => !isTriage(facility));
  const inTangerangRaya = facilities.filter((facility) => tangerangRaya.includes(facility.region));
  const elsewhere = facilities.filter((facility) => !tangerangRaya.includes(facility.region));
  const triage = state.triage.value;
  return (
    <section class="panel counts">
      <table>
        <caption class="unseen">{t("counts")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{t("region")}</span>
            </th>
            {columns.map(([title]) => (
              <th key={title} scope="col">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        {state.live.freshness.value !== "loading" && (
          <tbody>
            <Line title="tangerangRaya" counters={total(inTangerangRaya)} />
            <Line title="otherRegions" counters={total(elsewhere)} />
            {triage && <Line title="triageDesk" counters={triage} />}
            <Line title="allTogether" counters={state.totals.value} />
          </tbody>
        )}
      </table>
    </section>
  );
}

const Line = ({ title, counters }: { title: TextKey; counters: Counters }) => (
  <tr>
    <th scope="row">{t(title)}</th>
    {columns.map(([column, read]) => {
      const n = read(counters);
      return (
        <td key={column} class={n > 0 ? column : "zero"}>
          {number(n)}
        </td>
      );
    })}
  </tr>
);
