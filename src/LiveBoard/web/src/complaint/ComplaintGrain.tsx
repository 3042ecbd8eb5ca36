import type { Complaint } from "../contract/complaint";
import { t } from "../text/texts";
import { moment } from "../text/time-format";

/** The grain behind the complaint, and its whole state as the server tells it. */
export function ComplaintGrain({ complaint, now }: { complaint: Complaint; now: number }) {
  const { grain, policy, calendar } = complaint;
  return (
    <section class="grain" aria-labelledby="grain">
      <h2 id="grain">{t("grainState")}</h2>
      <dl class="facts">
        {grain && <Member title={t("grainKey")} value={grain.key} />}
        {grain?.activatedAt && <Member title={t("activatedAt")} value={moment(Date.parse(grain.activatedAt), now)} />}
        <Member title={t("version")} value={String(grain?.version ?? complaint.version)} />
        {policy && (
          <Member
            title={t("policy")}
            value={[`${policy.id} ${policy.version}`, calendar && `${calendar.id} ${calendar.version}`]
              .filter(Boolean)
              .join(" · ")}
          />
        )}
      </dl>
      <h3>{t("rawJson")}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre tabIndex={0}>{JSON.stringify(complaint, null, 2)}</pre>
    </section>
  );
}

const Member = ({ title, value }: { title: string; value: string }) => (
  <div>
    <dt>{title}</dt>
    <dd class="code">{value}</dd>
  </div>
);
