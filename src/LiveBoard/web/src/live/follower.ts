import type { Snapshot } from "../contract/board";
import type { FeedItem, FeedPage } from "../contract/feed";
import { Refused } from "../contract/problem";
import { Board } from "./board";
import { type Freshness, freshness, staleAfter } from "./freshness";
import { reconnectDelay } from "./reconnect-delay";
import { ServerClock } from "./server-clock";

/** Where snapshots, feed and messages come from. */
export interface BoardSource {
  snapshot(audience: string): Promise<Snapshot>;
  feed(audience: string, after: number, limit: number): Promise<FeedPage>;
  /** Connects and joins; resolves once joined. `closed` is told once, also after `stop`. */
  listen(audience: string, after: number, ears: Ears): Promise<{ stop(): void }>;
}

export interface Ears {
  items(items: readonly FeedItem[]): void;
  beat(utc: string, heads: Readonly<Record<string, number>>, build: string, inDoubt: boolean): void;
  closed(): void;
}

export interface FollowerSettings {
  source: BoardSource;
  audience: string;
  /** A clock that only runs forward, in milliseconds. */
  monotonic: () => number;
  wait: (milliseconds: number) => Promise<void>;
  chance: () => number;
  /** Something that is shown may have changed. */
  changed: () => void;
  /** Items that were just folded in, in order. */
  applied?: (items: readonly FeedItem[]) => void;
  /** A whole new state took the place of the old. */
  replaced?: () => void;
}

const pageSize = 500;

/** Further behind than this, a snapshot is quicker than the feed. */
const tooFarBehind = 2_000;

/**
 * Keeps one audience's board equal to the server's: snapshot, then the feed; gaps are fetched, a lost connection is made
 * again for ever, and silence is measured.
 */
export class Follower {
  board: Board | undefined;
  build: string | undefined;
  connected = false;

  private readonly serverClock = new ServerClock();
  private connection: { stop(): void } | undefined;
  private retries = 0;
  private failures = 0;
  private wanted = 0;
  private lastHead: number | undefined;
  private startOver = false;
  private mending = false;
  private goodAt = 0;
  private goodAtServer: number | undefined;
  private doubtedAt: number | undefined;

  constructor(private readonly settings: FollowerSettings) {}

  /** Runs until the server refuses this session; that refusal is thrown. */
  async run(): Promise<never> {
    for (;;) {
      try {
        if (!this.board || this.startOver) {
          await this.takeSnapshot();
        }
        await this.untilClosed();
      } catch (error) {
        if (error instanceof Refused) {
          throw error;
        }
        this.failures += 1;
      }
      this.settings.changed();
      await this.settings.wait(reconnectDelay(this.retries, this.settings.chance()));
      this.retries += 1;
    }
  }

  /** The server's time now, whether or not it may be shown. */
  serverNow(): number | undefined {
    return this.serverClock.now(this.settings.monotonic());
  }

  /** When the board last was known to be the server's own state, in the server's time. */
  get lastGoodAt(): number | undefined {
    return this.goodAtServer;
  }

  /** Until when the server decided deadlines, in its time; undefined unless it said that it doubts its clock. */
  get inDoubtSince(): number | undefined {
    return this.doubtedAt;
  }

  get silentFor(): number {
    return this.settings.monotonic() - this.goodAt;
  }

  get freshness(): Freshness {
    return freshness({
      hasBoard: this.board !== undefined,
      silentFor: this.silentFor,
      failures: this.failures,
      inDoubt: this.doubtedAt !== undefined,
    });
  }

  /** The machine slept: nothing heard before counts as recent, and the connection is made anew. */
  wake(): void {
    this.goodAt = Math.min(this.goodAt, this.settings.monotonic() - staleAfter - 1);
    this.connection?.stop();
    this.settings.changed();
  }

  private async untilClosed(): Promise<void> {
    const { source, audience } = this.settings;
    let told = () => {};
    const closed = new Promise<void>((resolve) => {
      told = resolve;
    });
    this.lastHead = undefined;
    this.connection = await source.listen(audience, this.board?.seq ?? 0, {
      items: (items) => this.hearItems(items),
      beat: (utc, heads, build, inDoubt) => this.hearBeat(utc, heads[audience], build, inDoubt),
      closed: told,
    });
    this.connected = true;
    this.settings.changed();
    if (this.startOver) {
      this.connection.stop();
    }
    await closed;
    this.connected = false;
    this.connection = undefined;
  }

  private hearItems(items: readonly FeedItem[]): void {
    this.retries = 0;
    this.failures = 0;
    if (this.mending || this.fold(items) === "gap") {
      this.wanted = Math.max(this.wanted, items.at(-1)?.seq ?? 0);
    }
    this.settle();
  }

  private hearBeat(utc: string, head: number | undefined, build: string, inDoubt: boolean): void {
    this.retries = 0;
    this.failures = 0;
    this.build = build;
    this.serverClock.hear(Date.parse(utc), this.settings.monotonic());
    this.doubtedAt = inDoubt ? (this.doubtedAt ?? Date.parse(utc)) : undefined;
    if (head !== undefined && this.board) {
      this.compare(this.board, head);
    }
    this.settle();
  }

  /** Items and beats may overtake one another by a little; what still differs at the next beat is a gap. */
  private compare(board: Board, head: number): void {
    if (this.lastHead !== undefined) {
      if (board.seq < this.lastHead) {
        this.wanted = Math.max(this.wanted, head);
      } else if (head < board.seq && this.lastHead < board.seq) {
        // The server knows less than we do: its history was replaced.
        this.startOver = true;
        this.connection?.stop();
      }
    }
    this.lastHead = head;
  }

  private fold(items: readonly FeedItem[]): "applied" | "gap" {
    const board = this.board;
    if (!board) {
      return "gap";
    }
    const applied: FeedItem[] = [];
    let outcome: "applied" | "gap" = "applied";
    for (const item of items) {
      const fold = board.offer(item);
      if (fold === "gap") {
        outcome = "gap";
        break;
      }
      if (fold === "applied") {
        applied.push(item);
      }
    }
    if (applied.length > 0) {
      this.settings.applied?.(applied);
    }
    return outcome;
  }

  private settle(): void {
    const board = this.board;
    if (!board) {
      return;
    }
    if (this.startOver) {
      // What is shown grows old until the new snapshot is here.
    } else if (board.seq < this.wanted || board.wantsSnapshot) {
      void this.mend();
    } else if (!this.mending && board.seq >= (this.lastHead ?? 0)) {
      this.goodAt = this.settings.monotonic();
      this.goodAtServer = this.serverNow();
    }
    this.settings.changed();
  }

  /** Fetches what is missing. What arrives meanwhile is fetched too: the hub need not be believed twice. */
  private async mend(): Promise<void> {
    if (this.mending) {
      return;
    }
    this.mending = true;
    try {
      while (this.board && (this.board.seq < this.wanted || this.board.wantsSnapshot)) {
        await this.mendStep(this.board);
      }
    } catch {
      // The connection's own loop tries again, and says so if the session was refused.
      this.startOver = true;
      this.connection?.stop();
    } finally {
      this.mending = false;
      this.settle();
    }
  }

  private async mendStep(board: Board): Promise<void> {
    if (board.wantsSnapshot || this.wanted - board.seq > tooFarBehind) {
      await this.takeSnapshot();
      return;
    }
    const before = board.seq;
    const page = await this.settings.source.feed(this.settings.audience, before, pageSize);
    this.fold(page.items);
    if (board.seq === before) {
      await this.takeSnapshot();
    }
  }

  private async takeSnapshot(): Promise<void> {
    // Only what is pushed from here on can be newer than the snapshot.
    this.wanted = 0;
    const snapshot = await this.settings.source.snapshot(this.settings.audience);
    const now = this.settings.monotonic();
    this.board = new Board(snapshot);
    this.build ??= snapshot.build;
    this.startOver = false;
    this.serverClock.hear(Date.parse(snapshot.at), now);
    this.goodAt = now;
    this.goodAtServer = this.serverClock.now(now);
    this.settings.replaced?.();
    this.settings.changed();
  }
}
