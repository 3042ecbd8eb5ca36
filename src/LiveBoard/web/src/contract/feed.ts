/** Where a complaint stands for the board. */
export type Standing = "open" | "overdue" | "handled" | "closed";

/** What a complaint's every event carries of it, and what the board's lists are made of. */
export interface ComplaintSummary {
  facility: string;
  region: string;
  category?: string;
  class?: string;
  channel?: string;
  payer?: string;
  careClass?: string;
  grade?: string;
  standing?: Standing;
  overdueSince?: string;
  overdueClock?: string;
  acknowledgedAt?: string;
  acknowledgedBy?: string;
  nextDueAt?: string;
  nextClock?: string;
}

/** One numbered item of an audience's feed. Absent members are null on the server. */
export interface FeedItem extends ComplaintSummary {
  seq: number;
  at: string;
  kind: string;
  complaint?: string;
  version?: number;
  fromFacility?: string;
  clock?: string;
  rungs?: string[];
  rung?: string;
  dueAt?: string;
  decidedAt?: string;
  /** Why that was late: learned, clockInDoubt, restart or delay. */
  lateBecause?: string;
  by?: string;
  promisedAt?: string;
  reason?: string;
  /** Where it stood before; absent when it was filed. */
  was?: Standing;
  /** A case of the past that was imported: it counts, and alerts nobody. */
  imported?: boolean;
  /** For `registered`: the facility itself. */
  card?: FacilityCard;
  /** For a facility's own events: how it stands with its own promises afterwards; a zero is left out. */
  own?: { overdue?: number; alarms?: number };
  alarm?: string;
  subject?: string;
  cases?: string[];
}

export interface FacilityCard {
  name: string;
  kind: string;
  class?: string;
  owner: string;
}

export interface FeedPage {
  items: FeedItem[];
  next: number;
}
