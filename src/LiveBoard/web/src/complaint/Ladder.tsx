import type { Complaint, Rung, Step } from "../contract/complaint";
import { inWords, label } from "../text/labels";
import { stepName } from "../text/step-name";
import { roleName, type TextKey, t, whyPassed } from "../text/texts";
import { duration, moment, number } from "../text/time-format";
import {
  acknowledgements,
  awaited,
  comingTo,
  notes,
  type RungState,
  rungState,
  type Told,
  toldInOrder,
} from "./ladder-facts";

const states: Record<RungState, TextKey> = {
  awaited: "rungAwaited",
  told: "rungTold",
  passed: "rungPassed",
  offered: "rungOffered",
  unreached: "rungNotReached",
};

/** How many tellings of one rung stand there openly. */
const shown = 2;

/** Who was told and when, who was passed over and why, who has to acknowledge, and who comes next. */
export function Ladder({ complaint, now }: { complaint: Complaint; now: number }) {
  const { ladder } = complaint;
  if (!ladder) {
    return null;
  }
  return (
    <section class="ladder" aria-labelledby="ladder">
      <h2 id="ladder">{t("whoWasTold")}</h2>
      <Awaited complaint={complaint} now={now} />
      <Acknowledged complaint={complaint} now={now} />
      <ol>
        {ladder.map((rung) => (
          <OneRung key={rung.rung} complaint={complaint} rung={rung} now={now} />
        ))}
      </ol>
    </section>
  );
}

/** Who has to acknowledge, since when, and to whom it climbs otherwise. */
function Awaited({ complaint, now }: { complaint: Complaint; now: number }) {
  const waits = awaited(complaint);
  if (!waits) {
    return complaint.standing === "closed" ? null : <p class="nothing">{t("nobodyAwaited")}</p>;
  }
  const climb = complaint.timetable.find((step) => step.kind === "climb");
  return (
    <div class="awaited">
      <p>
        <b>{inWords(waits.rung.label)}</b>
      </p>
      <p>
        {t("waitsSince", { time: moment(waits.since, now) })} · {duration(now - waits.since)}
      </p>
      <p>
        {climb
          ? t("climbsIn", {
              who: (climb.rungs ?? []).map((rung) => label("rungs", rung)).join(", "),
              time: duration(Date.parse(climb.dueAt) - now),
            })
          : t("climbsNoFurther")}
      </p>
    </div>
  );
}

/** Who took it, who owns it since, and what was promised. */
function Acknowledged({ complaint, now }: { complaint: Complaint; now: number }) {
  const given = acknowledgements(complaint);
  const sealed = notes(complaint);
  if (given.length === 0) {
    return null;
  }
  return (
    <ul class="acknowledged">
      {given.map(({ version, at, role, owner, promisedAt }) => (
        <li key={version}>
          <span class="tick">✓</span> {moment(at, now)}{" "}
          {[
            t("ackedByRole", { who: roleName(role) }),
            owner && t("ackOwner", { who: owner }),
            promisedAt && t("ackPromised", { time: moment(promisedAt, now) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </li>
      ))}
      {sealed > 0 && <li class="nothing">{t("ackNotes", { n: number(sealed) })}</li>}
    </ul>
  );
}

function OneRung({ complaint, rung, now }: { complaint: Complaint; rung: Rung; now: number }) {
  const state = rungState(rung);
  const lines = toldInOrder(rung);
  const closed = complaint.standing === "closed";
  return (
    <li class={state}>
      <i class="node" aria-hidden="true" />
      <div>
        <p>
          <b>
            <span class="code">{rung.rung}</span> {inWords(rung.label)}
          </b>
          <span class="state">{t(closed && state === "unreached" ? "rungNeverReached" : states[state])}</span>
        </p>
        {rung.desk && !closed && <Holds rung={rung} />}
        <Coming complaint={complaint} step={comingTo(complaint, rung.rung)} now={now} />
        <Tellings lines={lines.slice(0, shown)} now={now} />
        {lines.length > shown && (
          <details>
            <summary>{t("earlier", { n: number(lines.length - shown) })}</summary>
            <Tellings lines={lines.slice(shown)} now={now} />
          </details>
        )}
        {rung.offered && <Dossier address={complaint.dossier} />}
      </div>
    </li>
  );
}

/** Whom a step that comes would find at the desk. */
const Holds = ({ rung }: { rung: Rung }) => (
  <p class="holds">
    <span class="code">{rung.desk}</span>{" "}
    {rung.passedNow
      ? t("passedNow", { why: whyPassed(rung.passedNow) })
      : t("heldNow", { who: who(rung.desk, rung.holders ?? [], rung.standIn) })}
  </p>
);

function Coming({ complaint, step, now }: { complaint: Complaint; step: Step | undefined; now: number }) {
  if (!step) {
    return null;
  }
  const clock = complaint.clocks.find((candidate) => candidate.clock === step.clock);
  return (
    <p class="comes">
      {t("comesIn", { time: duration(Date.parse(step.dueAt) - now) })} · {stepName(step.step)} ·{" "}
      {clock ? inWords(clock.label) : label("clocks", step.clock)}
    </p>
  );
}

const Tellings = ({ lines, now }: { lines: Told[]; now: number }) => (
  <ul class="tellings">
    {lines.map((line) => (
      <li key={`${line.at} ${line.step} ${line.passed?.why}`} class={line.passed ? "passed" : ""}>
        <time>{moment(line.at, now)}</time>
        <span>
          {line.passed && <b>{t("passedBecause", { why: whyPassed(line.passed.why) })}</b>}
          {line.told && <b>{who(line.told.desk, line.told.holders, line.told.standIn)}</b>}
          <small>
            {stepName(line.step)}: {line.clocks.map((clock) => label("clocks", clock)).join(", ")}
            {line.dueAt !== undefined && <> · {t("toldLate", { at: moment(line.dueAt, now) })}</>}
          </small>
        </span>
      </li>
    ))}
  </ul>
);

/** Pseudonyms; a desk that no roster lists holds itself. */
function who(desk: string | undefined, holders: readonly string[], standIn: boolean | undefined): string {
  const names = holders.map((holder) => (holder === desk ? t("theDeskItself") : holder)).join(", ");
  return standIn ? `${names} (${t("standIn")})` : names;
}

const Dossier = ({ address }: { address: string | undefined }) =>
  address ? (
    <p>
      <a href={`${address}?form=print`} target="_blank" rel="noreferrer">
        {t("dossierOpen")}
      </a>
    </p>
  ) : (
    <p class="nothing">{t("dossierNotYet")}</p>
  );
