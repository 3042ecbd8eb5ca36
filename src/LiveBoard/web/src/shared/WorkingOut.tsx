import type { Ledger } from "../contract/complaint";
import { inWords } from "../text/labels";
import { t } from "../text/texts";
import { moment } from "../text/time-format";

/** How the deadline comes about, line by line: what counts, and what does not and by which decree. */
export const WorkingOut = ({ ledger, now }: { ledger: Ledger; now: number }) => (
  <details class="ledger">
    <summary>{t("workingOut")}</summary>
    <ol>
      {ledger.lines.map((line) => (
        <li key={`${line.kind} ${line.fromAt}`} class={line.kind}>
          <span>
            {moment(Date.parse(line.fromAt), now)}
            {line.toAt && ` – ${moment(Date.parse(line.toAt), now)}`}
          </span>
          <span>
            {inWords(line.text)}
            {line.kind !== "start" && line.source && <small>{line.source}</small>}
          </span>
        </li>
      ))}
    </ol>
  </details>
);
