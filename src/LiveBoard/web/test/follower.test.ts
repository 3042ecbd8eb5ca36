import { describe, expect, it } from "vitest";
import type { Snapshot } from "../src/contract/board";
import type { FeedItem } from "../src/contract/feed";
import { Refused } from "../src/contract/problem";
import { type BoardSource, type Ears, Follower } from "../src/live/follower";
import { at, item, snapshot } from "./sample";

/** A server in memory: a history, and a connection that the test speaks through. */
class Server implements BoardSource {
  history: FeedItem[] = [];
  calls: string[] = [];
  ears: Ears | undefined;
  down = false;
  refuses = false;

  file(count: number): FeedItem[] {
    const added = Array.from({ length: count }, (_, i) => item(this.history.length + 1 + i));
    this.history.push(...added);
    return added;
  }

  async snapshot(): Promise<Snapshot> {
    this.calls.push("snapshot");
    this.check();
    return snapshot({ seq: this.history.length });
  }

  async feed(_audience: string, after: number, limit: number) {
    this.calls.push(`feed after ${after}`);
    this.check();
    const items = this.history.slice(after, after + limit);
    return { items, next: after + items.length };
  }

  async listen(_audience: string, after: number, ears: Ears) {
    this.calls.push(`join after ${after}`);
    this.check();
    this.ears = ears;
    return { stop: () => ears.closed() };
  }

  beat(head = this.history.length, build = "build-1", inDoubt = false) {
    this.ears?.beat(at(0), { province: head }, build, inDoubt);
  }

  private check() {
    if (this.refuses) {
      throw new Refused(401, "signed-out");
    }
    if (this.down) {
      throw new Error("down");
    }
  }
}

async function following() {
  const server = new Server();
  let now = 0;
  const waits: number[] = [];
  let wake = () => {};
  const follower = new Follower({
    source: server,
    audience: "province",
    monotonic: () => now,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    chance: () => 0.5,
    changed: () => {},
  });
  const ended = follower.run().catch((error: unknown) => error);
  await settled();
  return { server, follower, waits, ended, pass: (ms: number) => (now += ms), retry: () => wake() };
}

/** Lets everything that waits only for promises finish. */
async function settled() {
  for (let i = 0; i < 50; i++) {
    await Promise.resolve();
  }
}

describe("following a feed", () => {
  it("takes a snapshot, joins behind it, and folds what is pushed", async () => {
    const { server, follower } = await following();
    server.ears?.items(server.file(3));
    expect(follower.board?.seq).toBe(3);
    expect(server.calls).toEqual(["snapshot", "join after 0"]);
  });

  it("is not changed by a delivery that comes twice", async () => {
    const { server, follower } = await following();
    const pushed = server.file(3);
    server.ears?.items(pushed);
    server.ears?.items(pushed);
    expect(follower.board?.seq).toBe(3);
    expect(follower.board?.facilities.get("f1")?.received).toBe(3);
  });

  it("fetches a gap, and whatever is pushed while it does", async () => {
    const { server, follower } = await following();
    server.file(2);
    server.ears?.items(server.file(1));
    server.ears?.items(server.file(4));
    await settled();
    expect(follower.board?.seq).toBe(7);
    expect(server.calls).toContain("feed after 0");
  });

  it("prefers a snapshot when it is far behind", async () => {
    const { server, follower } = await following();
    server.file(5_000);
    server.ears?.items(server.file(1));
    await settled();
    expect(follower.board?.seq).toBe(5_001);
    expect(server.calls.at(-1)).toBe("snapshot");
  });

  it("notices by the heads of two beats that a push was lost", async () => {
    const { server, follower } = await following();
    server.file(2);
    server.beat();
    await settled();
    expect(follower.board?.seq).toBe(0);
    server.beat();
    await settled();
    expect(follower.board?.seq).toBe(2);
  });

  it("starts over when the server's history is shorter than its own", async () => {
    const { server, follower, retry } = await following();
    server.ears?.items(server.file(9));
    server.history.length = 4;
    server.beat();
    server.beat();
    await settled();
    retry();
    await settled();
    expect(follower.board?.seq).toBe(4);
    expect(server.calls.slice(-2)).toEqual(["snapshot", "join after 4"]);
  });

  it("ends when the server refuses the session", async () => {
    const { server, ended, retry } = await following();
    server.refuses = true;
    server.ears?.closed();
    await settled();
    retry();
    expect(await ended).toBeInstanceOf(Refused);
  });
});

describe("a lost connection", () => {
  it("is made again for ever, ever slower, and resumed where it broke", async () => {
    const { server, waits, retry } = await following();
    server.ears?.items(server.file(2));
    server.down = true;
    server.ears?.closed();
    for (let i = 0; i < 6; i++) {
      await settled();
      retry();
    }
    await settled();
    expect(waits).toEqual([0, 1_000, 2_000, 5_000, 10_000, 10_000, 10_000]);
    server.down = false;
    retry();
    await settled();
    expect(server.calls.at(-1)).toBe("join after 2");
    server.beat();
    server.ears?.closed();
    await settled();
    expect(waits.at(-1)).toBe(0);
  });

  it("shows stale after two failures, and live only once the board has caught up", async () => {
    const { server, follower, retry, pass } = await following();
    server.beat();
    expect(follower.freshness).toBe("live");
    server.down = true;
    server.ears?.closed();
    await settled();
    expect(follower.freshness).toBe("live");
    retry();
    await settled();
    retry();
    await settled();
    expect(follower.freshness).toBe("stale");
    pass(60_000);
    server.down = false;
    server.file(3);
    retry();
    await settled();
    server.beat();
    expect(follower.freshness).toBe("stale");
    server.ears?.items(server.history);
    expect(follower.freshness).toBe("live");
  });
});

describe("silence", () => {
  it("turns late, then stale, and stops the time that countdowns may show", async () => {
    const { server, follower, pass } = await following();
    server.beat();
    const heard = follower.lastGoodAt;
    pass(6_000);
    expect(follower.freshness).toBe("late");
    pass(10_000);
    expect(follower.freshness).toBe("stale");
    expect(follower.lastGoodAt).toBe(heard);
    expect(follower.serverNow()).toBe((heard ?? 0) + 16_000);
  });

  it("of a quiet night is none while beats arrive", async () => {
    const { server, follower, pass } = await following();
    for (let i = 0; i < 30; i++) {
      pass(2_000);
      server.beat();
      expect(follower.freshness).toBe("live");
    }
  });

  it("counts from before the machine slept", async () => {
    const { server, follower } = await following();
    server.beat();
    follower.wake();
    expect(follower.freshness).toBe("stale");
  });

  it("of a server that doubts its clock stops what countdowns may show until it is believed again", async () => {
    const { server, follower, pass } = await following();
    server.beat();
    expect(follower.inDoubtSince).toBeUndefined();
    server.beat(0, "build-1", true);
    const since = follower.inDoubtSince;
    expect(since).toBe(Date.parse(at(0)));
    expect(follower.freshness).toBe("doubted");
    pass(2_000);
    server.beat(0, "build-1", true);
    expect(follower.inDoubtSince).toBe(since);
    server.beat();
    expect(follower.inDoubtSince).toBeUndefined();
    expect(follower.freshness).toBe("live");
  });

  it("tells the newest build the server named", async () => {
    const { server, follower } = await following();
    server.beat(0, "build-2");
    expect(follower.build).toBe("build-2");
  });
});
