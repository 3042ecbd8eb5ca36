import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { hubSource } from "../api/hub";
import type { FeedItem } from "../contract/feed";
import { Refused } from "../contract/problem";
import type { Board } from "../live/board";
import { Follower } from "../live/follower";
import type { Freshness } from "../live/freshness";

/** A machine that skipped more than this between two ticks was asleep. */
const sleptAfter = 5_000;

/** What a page shows of a follower, as signals. */
export interface LiveBoard {
  /** The board, told anew whenever it has changed; undefined until the first snapshot. */
  board: ReadonlySignal<{ board: Board; version: number } | undefined>;
  freshness: ReadonlySignal<Freshness>;
  connected: ReadonlySignal<boolean>;
  /** The server's time for ages and countdowns: it stands still while nobody may act on the board. */
  shownNow: ReadonlySignal<number>;
  /** The server's time itself, for the clock on the wall. */
  serverNow: ReadonlySignal<number>;
  silentFor: ReadonlySignal<number>;
  build: ReadonlySignal<string | undefined>;
  refused: ReadonlySignal<number | undefined>;
}

export interface Listener {
  applied?: (items: readonly FeedItem[]) => void;
  replaced?: () => void;
}

export function followLive(audience: string, listener: Listener = {}): LiveBoard {
  const version = signal(0);
  const second = signal(0);
  const refused = signal<number | undefined>(undefined);
  const follower = new Follower({
    source: hubSource,
    audience,
    monotonic: () => performance.now(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    chance: Math.random,
    changed: oncePerFrame(() => {
      version.value += 1;
    }),
    ...listener,
  });
  follower.run().catch((error: unknown) => {
    if (!(error instanceof Refused)) {
      throw error;
    }
    refused.value = error.status;
  });
  tickEverySecond(second, () => follower.wake());

  /** Derived again at every change and every second. */
  const watch = <T>(read: () => T) =>
    computed(() => {
      void version.value;
      void second.value;
      return read();
    });
  const serverNow = watch(() => follower.serverNow() ?? Date.now());
  const freshness = watch(() => follower.freshness);
  return {
    board: computed(() => {
      const drawn = version.value;
      return follower.board && { board: follower.board, version: drawn };
    }),
    freshness,
    serverNow,
    shownNow: computed(() => {
      switch (freshness.value) {
        case "stale":
          return follower.lastGoodAt ?? serverNow.value;
        case "doubted":
          return follower.inDoubtSince ?? serverNow.value;
        default:
          return serverNow.value;
      }
    }),
    connected: watch(() => follower.connected),
    silentFor: watch(() => follower.silentFor),
    build: watch(() => follower.build),
    refused,
  };
}

/** However many messages arrive, the page is drawn at most once a frame; hidden pages are drawn once a second. */
function oncePerFrame(draw: () => void): () => void {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      const now = () => {
        waiting = false;
        draw();
      };
      if (document.hidden) {
        setTimeout(now, 1_000);
      } else {
        requestAnimationFrame(now);
      }
    }
  };
}

/** The one tick that drives every age and countdown of the page. */
function tickEverySecond(second: Signal<number>, slept: () => void): void {
  let asleep = Date.now() - performance.now();
  const tick = () => {
    const lead = Date.now() - performance.now();
    if (lead - asleep > sleptAfter) {
      slept();
    }
    asleep = lead;
    second.value += 1;
    setTimeout(tick, 1_000 - (Date.now() % 1_000));
  };
  tick();
}
