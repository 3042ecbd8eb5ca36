import type { Counters, FacilityCount, Region, Row, Snapshot } from "../contract/board";
import type { FeedItem, Standing } from "../contract/feed";
import { type Alarms, raise, raised } from "./alarms";
import { earliestDeadlineFirst, oldestOverdueFirst, RankedRows } from "./ranked-rows";

/** What became of an item that was offered to the board. */
export type Fold = "applied" | "known" | "gap";

/**
 * The board as a fold of its feed: a snapshot at position p, then item p+1, p+2, ... An item at or before p changes
 * nothing, an item behind p+1 is refused until what lies between has been fetched.
 */
export class Board {
  readonly audience: string;
  readonly simulated: boolean;
  readonly regions: readonly Region[];
  readonly facilities = new Map<string, FacilityCount>();
  readonly overdue: RankedRows;
  readonly next: RankedRows;

  /** For the flood gauge; the reader prunes it. */
  readonly alarms: Alarms = new Map();

  private position: number;
  private strayed = false;

  constructor(snapshot: Snapshot) {
    this.audience = snapshot.audience;
    this.simulated = snapshot.simulated;
    this.regions = snapshot.regions;
    this.position = snapshot.seq;
    this.overdue = new RankedRows(snapshot.overdue, oldestOverdueFirst);
    this.next = new RankedRows(snapshot.next, earliestDeadlineFirst);
    for (const facility of snapshot.facilities) {
      this.facilities.set(facility.id, { ...facility });
    }
    for (const row of snapshot.overdue.items) {
      raised(this.alarms, row);
    }
  }

  get seq(): number {
    return this.position;
  }

  /** True when folding on cannot give the whole picture any more. */
  get wantsSnapshot(): boolean {
    return this.strayed || this.overdue.runsLow || this.next.runsLow;
  }

  offer(item: FeedItem): Fold {
    if (item.seq <= this.position) {
      return "known";
    }
    if (item.seq > this.position + 1) {
      return "gap";
    }
    this.apply(item);
    this.position = item.seq;
    return "applied";
  }

  private apply(item: FeedItem): void {
    raise(this.alarms, item);
    if (item.kind === "registered") {
      this.register(item);
    } else if (item.own) {
      this.countOwn(item, item.own);
    } else if (item.complaint && item.standing) {
      this.count(item, item.standing);
      this.list(rowAfter(item, item.complaint, item.standing, this.known(item.complaint)));
    }
  }

  private register(item: FeedItem): void {
    if (item.card) {
      const counters: Counters = this.facilities.get(item.facility) ?? {
        received: 0,
        open: 0,
        overdue: 0,
        handled: 0,
        closed: 0,
        breaches: 0,
      };
      this.facilities.set(item.facility, { ...counters, ...item.card, id: item.facility, region: item.region });
    }
  }

  /** What a facility owes itself is counted apart from its complaints. */
  private countOwn(item: FeedItem, own: NonNullable<FeedItem["own"]>): void {
    const facility = this.facilities.get(item.facility);
    if (!facility) {
      this.strayed = true;
      return;
    }
    facility.ownOverdue = own.overdue ?? 0;
    facility.alarms = own.alarms ?? 0;
    facility.ownBreaches = (facility.ownBreaches ?? 0) + (item.kind === "facilityBreached" ? 1 : 0);
  }

  private count(item: FeedItem, standing: Standing): void {
    const before = this.facilities.get(item.fromFacility ?? item.facility);
    const after = this.facilities.get(item.facility);
    if (!after && !item.fromFacility) {
      this.strayed = true;
    }
    // What a facility received is what it counts under any standing: a transfer takes it along.
    if (before && item.was) {
      before[item.was] -= 1;
      before.received -= 1;
    }
    if (after) {
      after[standing] += 1;
      after.received += 1;
      after.breaches += item.kind === "breached" ? 1 : 0;
    }
  }

  private list(row: Row): void {
    const ours = this.facilities.has(row.facility);
    if (ours && (row.standing === "overdue" || row.standing === "handled")) {
      this.overdue.put(row);
    } else {
      this.overdue.remove(row.complaint);
    }
    if (ours && row.standing !== "closed" && row.nextDueAt) {
      this.next.put(row);
    } else {
      this.next.remove(row.complaint);
    }
  }

  private known(complaint: string): Row | undefined {
    return this.overdue.get(complaint) ?? this.next.get(complaint);
  }
}

function rowAfter(item: FeedItem, complaint: string, standing: Standing, earlier: Row | undefined): Row {
  return {
    complaint,
    standing,
    version: item.version,
    filedAt: item.kind === "filed" ? item.at : earlier?.filedAt,
    facility: item.facility,
    region: item.region,
    category: item.category,
    class: item.class,
    channel: item.channel,
    payer: item.payer,
    careClass: item.careClass,
    grade: item.grade,
    overdueSince: item.overdueSince,
    overdueClock: item.overdueClock,
    acknowledgedAt: item.acknowledgedAt,
    acknowledgedBy: item.acknowledgedBy,
    nextDueAt: item.nextDueAt,
    nextClock: item.nextClock,
  };
}
