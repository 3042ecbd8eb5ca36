import type { ComponentChildren } from "preact";
import type { DrillState } from "../drill/drill-state";
import { isBad, type Panel } from "../drill/panel";
import { report } from "../drill/report";
import { faultText, t } from "../text/texts";
import { duration, hourMinute, number } from "../text/time-format";

/** Which fault is on, what to see and to do, what came of the last one, and a button for each. It never looks like an alarm. */
export function DrillPanel({ drill }: { drill: DrillState }) {
  const panel = drill.panel.value;
  return (
    <section class="drill" aria-label={t("drill")}>
      <h2>
        {t("drill")} <span class="simulation">{t("simulation")}</span>
        {panel?.next && (
          <span class="ahead">
            {t("drillNext", { fault: faultText(panel.next.fault), time: duration(panel.next.in) })}
          </span>
        )}
      </h2>
      <div class="now">{panel && <Now panel={panel} />}</div>
      <Buttons drill={drill} panel={panel} />
      <p class={`came ${panel?.last && isBad(panel.last) ? "bad" : ""}`} role="status">
        {panel?.last && (
          <>
            <b>
              {hourMinute(Date.parse(panel.last.endedAt ?? panel.last.endsAt))} {faultText(panel.last.fault)}:
            </b>{" "}
            {report(panel.last)}
          </>
        )}
      </p>
    </section>
  );
}

function Now({ panel: { current, others } }: { panel: Panel }) {
  if (!current) {
    return <Lines title={t("drillCalm")} see={t("drillCalmSee")} act={t("drillCalmDo")} />;
  }
  const { fault, phase } = current.run;
  return (
    <Lines title={faultText(fault)} see={faultText(fault, "See")} act={faultText(fault, "Do")}>
      <time>{phase === "on" ? duration(current.left) : `${t("drillSettling")}…`}</time>
      {others > 0 && <span class="others">{t("drillOthers", { n: number(others) })}</span>}
    </Lines>
  );
}

function Lines({
  title,
  see,
  act,
  children,
}: {
  title: string;
  see: string;
  act: string;
  children?: ComponentChildren;
}) {
  return (
    <>
      <h3>
        {title} {children}
      </h3>
      <p>
        <b>{t("drillSee")}:</b> {see}
      </p>
      <p>
        <b>{t("drillDo")}:</b> {act}
      </p>
    </>
  );
}

function Buttons({ drill, panel }: { drill: DrillState; panel: Panel | undefined }) {
  const code = drill.refused.value;
  return (
    <div class="switches">
      {panel?.buttons.map((button) => (
        <button
          key={button.fault}
          type="button"
          aria-pressed={button.on}
          title={
            button.on
              ? t("drillStop", { fault: faultText(button.fault) })
              : t("drillStart", { fault: faultText(button.fault), n: button.seconds })
          }
          onClick={() => drill.press(button)}
        >
          {faultText(button.fault)}
        </button>
      ))}
      {code && <p role="alert">{t("drillStartRefused", { code })}</p>}
    </div>
  );
}

/** In the corner of the banner: puts the panel in the place of the counts, or the counts in the place of the panel. */
export function DrillButton({ drill }: { drill: DrillState }) {
  return (
    <button
      type="button"
      class="drill-button"
      aria-pressed={drill.shown.value}
      onClick={() => {
        drill.shown.value = !drill.shown.value;
      }}
    >
      {t("drillButton")}
    </button>
  );
}
