import type { Row } from "../contract/board";
import type { FeedItem } from "../contract/feed";

/**
 * When each alarm was raised. An alarm is what newly asks for somebody: a case that turns red, a broken promise of a facility itself, a
 * finding about one. What does so at one instant for one reason is one alarm, with a number: thirteen cases whose deadline was the
 * opening hour after a holiday tell a person one thing, not thirteen.
 */
export type Alarms = Map<string, number>;

/** Notes what an item raises, if it raises anything. */
export function raise(alarms: Alarms, item: FeedItem): void {
  const key = keyOf(item);
  if (key && !alarms.has(key)) {
    alarms.set(key, Date.parse(item.decidedAt ?? item.at));
  }
}

/** Notes what was red before this page looked. */
export function raised(alarms: Alarms, row: Row): void {
  if (row.standing === "overdue" && row.overdueSince) {
    const at = Date.parse(row.overdueSince);
    alarms.set(reason(at, row.overdueClock), at);
  }
}

/** Rows that turned red at one instant for one reason, in the order of the first of each; `rows` oldest first. */
export function together(rows: readonly Row[]): (readonly [Row, ...Row[]])[] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = reason(Date.parse(row.overdueSince ?? ""), row.overdueClock);
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return [...groups.values()];
}

function keyOf(item: FeedItem): string | undefined {
  if (item.own) {
    return item.kind === "facilityBreached" || item.kind === "alarmRaised"
      ? reason(Date.parse(item.at), item.clock ?? item.alarm)
      : undefined;
  }
  if (item.standing !== "overdue" || item.was === "overdue" || item.imported) {
    return undefined;
  }
  // by somebody's move, as a case opened again, it is red for a reason of its own
  return reason(Date.parse(item.at), item.kind === "breached" ? item.clock : item.complaint);
}

const reason = (at: number, what: string | undefined) => `${at} ${what ?? ""}`;
