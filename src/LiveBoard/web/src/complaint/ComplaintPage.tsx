import type { Complaint } from "../contract/complaint";
import { isHeldUp } from "../live/freshness";
import { ArmedTimers } from "../shared/ArmedTimers";
import { facilityAddress } from "../shared/addresses";
import type { LiveBoard } from "../shared/live-board";
import { Notice } from "../shared/Notice";
import { NewBuild, PageBar, StaleNotice } from "../shared/PageHeader";
import { Refusal } from "../shared/Refusal";
import { label } from "../text/labels";
import { statusName, t } from "../text/texts";
import { moment, number } from "../text/time-format";
import { ClockBox } from "./ClockBox";
import { Clocks } from "./Clocks";
import { ComplaintGrain } from "./ComplaintGrain";
import { type ComplaintState, topic } from "./complaint-state";
import { History } from "./History";
import { Ladder } from "./Ladder";
import { Timetable } from "./Timetable";

/** Everything there is to know of one complaint, except what is sealed. */
export function ComplaintPage({ state }: { state: ComplaintState }) {
  const complaint = state.complaint.value.value;
  const live = state.live.value;
  if (!complaint || !live) {
    const refused = state.complaint.refused.value;
    return refused === undefined ? (
      <main class="sign-in">
        <p role="status">{t("loading")}</p>
      </main>
    ) : (
      <Notice text={t(refused === 404 ? "notFound" : "notAllowed")} />
    );
  }
  if (live.refused.value) {
    return <Refusal live={live} />;
  }
  const now = live.shownNow.value;
  return (
    <main class="page complaint-page">
      <Header state={state} complaint={complaint} live={live} />
      <NewBuild live={live} ours={state.session.build} />
      <div class="columns three">
        <History complaint={complaint} now={now} />
        <div>
          <Ladder complaint={complaint} now={now} />
          <Clocks complaint={complaint} now={now} />
          <Timetable complaint={complaint} now={now} />
          <section aria-labelledby="armed">
            <h2 id="armed">
              {t("armedTimers")} <span>{number(complaint.armed.length)}</span>
            </h2>
            <ArmedTimers timers={complaint.armed} now={now} />
          </section>
          <Sealed names={complaint.sealed ?? []} />
        </div>
        <ComplaintGrain complaint={complaint} now={now} />
      </div>
    </main>
  );
}

function Header({ state, complaint, live }: { state: ComplaintState; complaint: Complaint; live: LiveBoard }) {
  const now = live.shownNow.value;
  const stale = isHeldUp(live.freshness.value);
  const { facility } = complaint;
  const region = live.board.value?.board.regions.find(({ code }) => code === facility.region)?.name;
  const facts: [string, string][] = [
    [t("status"), statusName(complaint.status)],
    [t("grade"), complaint.grade ? label("grades", complaint.grade) : t("ungraded")],
    [t("payer"), label("payers", complaint.payer)],
    [t("careClass"), label("careClasses", complaint.careClass)],
    [t("channel"), label("channels", complaint.channel)],
    [t("class"), label("classes", complaint.class)],
    [t("unit"), complaint.unit ?? ""],
    [t("filed"), moment(Date.parse(complaint.filedAt), now)],
  ];
  return (
    <header class={`head ${stale ? "stale" : ""}`}>
      <PageBar live={live} simulated={state.session.simulated} />
      {stale && <StaleNotice live={live} />}
      <div class="case">
        <div>
          <p class="crumb">
            {region && `${region} › `}
            <a href={facilityAddress(facility.id)}>{facility.name}</a>
          </p>
          <h1>{topic(complaint)}</h1>
          <p class="code">{complaint.id}</p>
        </div>
        <ClockBox complaint={complaint} now={now} stale={stale} />
      </div>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </header>
  );
}

/** Which texts are sealed; what they say is read elsewhere, and every reading is an event. */
const Sealed = ({ names }: { names: readonly string[] }) =>
  names.length === 0 ? null : (
    <section aria-labelledby="sealed">
      <h2 id="sealed">{t("sealed")}</h2>
      <ul class="sealed">
        {names.map((name) => (
          <li key={name} class="code">
            {name}
          </li>
        ))}
      </ul>
      <p class="nothing">{t("sealedHint")}</p>
    </section>
  );
