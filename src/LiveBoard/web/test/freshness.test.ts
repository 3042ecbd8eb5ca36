import { describe, expect, it } from "vitest";
import { freshness } from "../src/live/freshness";
import { reloadIsDue } from "../src/live/new-build";
import { reconnectDelay } from "../src/live/reconnect-delay";
import { ServerClock } from "../src/live/server-clock";

const heard = { hasBoard: true, silentFor: 0, failures: 0, inDoubt: false };

describe("freshness", () => {
  it("is live for five seconds, late up to fifteen, then stale", () => {
    expect(freshness({ ...heard, silentFor: 5_000 })).toBe("live");
    expect(freshness({ ...heard, silentFor: 5_001 })).toBe("late");
    expect(freshness({ ...heard, silentFor: 15_000 })).toBe("late");
    expect(freshness({ ...heard, silentFor: 15_001 })).toBe("stale");
  });

  it("is stale as soon as two connections in a row failed", () => {
    expect(freshness({ ...heard, failures: 1 })).toBe("live");
    expect(freshness({ ...heard, failures: 2 })).toBe("stale");
  });

  it("is doubted while the server doubts its clock, unless nothing is heard of it", () => {
    expect(freshness({ ...heard, inDoubt: true })).toBe("doubted");
    expect(freshness({ ...heard, inDoubt: true, silentFor: 15_001 })).toBe("stale");
  });

  it("is loading, never calm, without a board", () => {
    expect(freshness({ ...heard, hasBoard: false, failures: 9 })).toBe("loading");
  });
});

describe("connecting again", () => {
  it("waits 0, 1, 2, 5, 10 seconds, then ten with jitter, for ever", () => {
    expect([0, 1, 2, 3, 4].map((n) => reconnectDelay(n, 0.9))).toEqual([0, 1_000, 2_000, 5_000, 10_000]);
    expect([0, 0.25, 0.5].map((chance) => reconnectDelay(5, chance))).toEqual([8_000, 9_000, 10_000]);
    expect(reconnectDelay(10_000, 0.5)).toBe(10_000);
  });
});

describe("a new build", () => {
  it("is taken at once if nobody waits, else within five minutes", () => {
    expect(reloadIsDue(0, 1_000, 1_000)).toBe(true);
    expect(reloadIsDue(1, 1_000, 300_999)).toBe(false);
    expect(reloadIsDue(1, 1_000, 301_000)).toBe(true);
  });
});

describe("the server's clock", () => {
  const noon = Date.parse("2026-03-02T05:00:00Z");

  it("is unknown until it was heard", () => {
    expect(new ServerClock().now(5)).toBeUndefined();
  });

  it("takes the quickest of late messages for the truth", () => {
    const clock = new ServerClock();
    for (const [local, delay] of [
      [1_000, 300],
      [3_000, 20],
      [5_000, 900],
    ] as const) {
      clock.hear(noon + local - delay, local);
    }
    expect(clock.now(6_000)).toBe(noon + 6_000 - 20);
  });

  it("runs on at the pace of a server on virtual time", () => {
    const clock = new ServerClock();
    for (let beat = 0; beat < 5; beat++) {
      clock.hear(noon + beat * 2_000 * 60, beat * 2_000);
    }
    expect(clock.now(9_000)).toBe(noon + 9_000 * 60);
  });

  it("forgets what it heard before the server's clock was set", () => {
    const clock = new ServerClock();
    for (let beat = 0; beat < 20; beat++) {
      clock.hear(noon + beat * 2_000 - (beat < 5 ? 0 : 60_000), beat * 2_000);
    }
    expect(clock.now(38_000)).toBe(noon + 38_000 - 60_000);
  });
});
