import { label } from "./labels";
import { patternName, t } from "./texts";

/** What an alarm is about, in words where its code says nothing to people; otherwise the code itself. */
export function alarmSubject(alarm: string, subject: string): string {
  switch (alarm) {
    case "silence":
      return t("silentSince", { day: subject });
    case "unequal_treatment": {
      const [family = "", group = "", ahead] = subject.split("/");
      return t(ahead ? "servedAhead" : "waitsLonger", { group: groupName(family, group) });
    }
    case "cluster": {
      const at = subject.lastIndexOf("/");
      return [subject.slice(0, Math.max(at, 0)), label("categories", subject.slice(at + 1))]
        .filter(Boolean)
        .join(" · ");
    }
    case "indicator_below":
      return t(subject === "1" ? "alarmOneMonth" : "alarmMonths");
    case "gaming":
      return patternName(subject);
    default:
      return subject;
  }
}

function groupName(family: string, group: string): string {
  switch (family) {
    case "payer":
      return label("payers", group);
    case "care_class":
      return label("careClasses", group);
    default:
      return group === "public" ? t("publicInsurance") : group === "private" ? t("paysPrivately") : group;
  }
}
