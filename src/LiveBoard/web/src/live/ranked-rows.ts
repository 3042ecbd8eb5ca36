import type { CappedRows, Row } from "../contract/board";

export type Order = (a: Row, b: Row) => number;

const byText = (a = "", b = "") => (a < b ? -1 : a > b ? 1 : 0);
const instant = (text: string | undefined) => (text ? Date.parse(text) : Number.POSITIVE_INFINITY);

/** Unacknowledged before acknowledged, each oldest first. */
export const oldestOverdueFirst: Order = (a, b) =>
  Number(a.standing === "handled") - Number(b.standing === "handled") ||
  instant(a.overdueSince) - instant(b.overdueSince) ||
  byText(a.complaint, b.complaint);

export const earliestDeadlineFirst: Order = (a, b) =>
  instant(a.nextDueAt) - instant(b.nextDueAt) || byText(a.complaint, b.complaint);

/** A list that was cut short asks for a new snapshot when less than this part of what was sent is left. */
const runsLowBelow = 0.25;

/**
 * A sorted list of which the server sent only the beginning. Rows behind the last one sent (the horizon) are not known,
 * so a row that falls behind it is dropped: it would stand among rows that are missing.
 */
export class RankedRows {
  private readonly rows = new Map<string, Row>();
  private readonly horizon: Row | undefined;
  private readonly sent: number;
  private sorted: readonly Row[];

  constructor(
    sent: CappedRows,
    private readonly order: Order,
  ) {
    for (const row of sent.items) {
      this.rows.set(row.complaint, row);
    }
    this.sorted = [...this.rows.values()].sort(order);
    this.sent = sent.items.length;
    this.horizon = sent.total > sent.items.length ? sent.items.at(-1) : undefined;
  }

  get runsLow(): boolean {
    return this.horizon !== undefined && this.rows.size < this.sent * runsLowBelow;
  }

  put(row: Row): void {
    this.remove(row.complaint);
    if (!this.horizon || this.order(row, this.horizon) <= 0) {
      this.rows.set(row.complaint, row);
      this.sorted = this.sorted.toSpliced(this.placeOf(row), 0, row);
    }
  }

  remove(complaint: string): void {
    const row = this.rows.get(complaint);
    if (row) {
      this.rows.delete(complaint);
      this.sorted = this.sorted.toSpliced(this.placeOf(row), 1);
    }
  }

  get(complaint: string): Row | undefined {
    return this.rows.get(complaint);
  }

  /** A new array whenever something in it changed. */
  inOrder(): readonly Row[] {
    return this.sorted;
  }

  /** The first place whose row does not stand before this one. */
  private placeOf(row: Row): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order(this.sorted[middle] as Row, row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
