import { describe, expect, it } from "vitest";
import type { Counters } from "../src/contract/board";
import type { FeedItem } from "../src/contract/feed";
import { Board } from "../src/live/board";
import { at, facility, item, minutes, row, snapshot } from "./sample";

const counters = (board: Board, id: string): Counters => {
  const { received, open, overdue, handled, closed, breaches } = board.facilities.get(id) ?? facility(id);
  return { received, open, overdue, handled, closed, breaches };
};

/** One complaint's life: filed, past its deadline, acknowledged, unacknowledged again, closed. */
const life: FeedItem[] = [
  item(1, { complaint: "c", nextDueAt: at(minutes(60)), nextClock: "kwtk" }),
  item(2, {
    complaint: "c",
    kind: "breached",
    was: "open",
    standing: "overdue",
    overdueSince: at(minutes(60)),
    overdueClock: "kwtk",
    decidedAt: at(minutes(61)),
  }),
  item(3, {
    complaint: "c",
    kind: "acknowledged",
    was: "overdue",
    standing: "handled",
    overdueSince: at(minutes(60)),
    acknowledgedAt: at(minutes(70)),
    acknowledgedBy: "R1",
    nextDueAt: at(minutes(100)),
  }),
  item(4, {
    complaint: "c",
    kind: "breached",
    was: "handled",
    standing: "overdue",
    overdueSince: at(minutes(60)),
    decidedAt: at(minutes(100)),
  }),
  item(5, { complaint: "c", kind: "closed", was: "overdue", standing: "closed" }),
];

describe("the fold", () => {
  it("applies an item iff it is the next one", () => {
    const board = new Board(snapshot({ seq: 10 }));
    expect(board.offer(item(10))).toBe("known");
    expect(board.offer(item(12))).toBe("gap");
    expect(board.offer(item(11))).toBe("applied");
    expect(board.offer(item(11))).toBe("known");
    expect(board.seq).toBe(11);
    expect(counters(board, "f1").received).toBe(1);
  });

  it("moves a complaint between standings, in the counters and in the lists", () => {
    const board = new Board(snapshot());
    const seen = life.map((event) => {
      expect(board.offer(event)).toBe("applied");
      const { open, overdue, handled, closed, breaches } = counters(board, "f1");
      const lists = `${board.overdue.inOrder().length}+${board.next.inOrder().length}`;
      return `${open} ${overdue} ${handled} ${closed} breaches ${breaches} lists ${lists}`;
    });
    expect(seen).toEqual([
      "1 0 0 0 breaches 0 lists 0+1",
      "0 1 0 0 breaches 1 lists 1+0",
      "0 0 1 0 breaches 1 lists 1+1",
      "0 1 0 0 breaches 2 lists 1+0",
      "0 0 0 1 breaches 2 lists 0+0",
    ]);
    expect(counters(board, "f1").received).toBe(1);
  });

  it("is the same from a snapshot in the middle as from the start", () => {
    const whole = new Board(snapshot());
    for (const event of life.slice(0, 3)) {
      whole.offer(event);
    }
    const middle = new Board(
      snapshot({
        seq: whole.seq,
        facilities: [...whole.facilities.values()],
        overdue: { total: 1, items: [...whole.overdue.inOrder()] },
        next: { total: 1, items: [...whole.next.inOrder()] },
      }),
    );
    for (const event of life.slice(3)) {
      whole.offer(event);
      middle.offer(event);
    }
    expect([...middle.facilities.values()]).toEqual([...whole.facilities.values()]);
    expect(middle.overdue.inOrder()).toEqual(whole.overdue.inOrder());
  });

  it("does not change the snapshot it was made of", () => {
    const made = snapshot();
    new Board(made).offer(item(1));
    expect(made.facilities[0]?.open).toBe(0);
  });

  it("moves a transferred complaint from one facility to the other", () => {
    const board = new Board(snapshot());
    board.offer(item(1, { complaint: "c" }));
    board.offer(
      item(2, {
        complaint: "c",
        kind: "transferred",
        fromFacility: "f1",
        facility: "f2",
        was: "open",
        standing: "open",
      }),
    );
    expect(counters(board, "f1")).toMatchObject({ open: 0, received: 0 });
    expect(counters(board, "f2")).toMatchObject({ open: 1, received: 1 });
  });

  it("drops a complaint that left for a facility outside the audience", () => {
    const due = { nextDueAt: at(minutes(5)) };
    const board = new Board(snapshot({ audience: "facility:f1", facilities: [facility("f1")] }));
    board.offer(item(1, { complaint: "c", ...due }));
    board.offer(
      item(2, { complaint: "c", kind: "transferred", fromFacility: "f1", facility: "f9", was: "open", ...due }),
    );
    expect(board.next.inOrder()).toEqual([]);
    expect(counters(board, "f1").open).toBe(0);
    expect(board.wantsSnapshot).toBe(false);
  });

  it("adds a facility that was registered, and keeps the counters of one that is renamed", () => {
    const board = new Board(snapshot());
    const card = { name: "RS Baru", kind: "hospital", owner: "swasta" };
    board.offer(item(1, { kind: "registered", complaint: undefined, standing: undefined, facility: "f3", card }));
    board.offer(item(2, { facility: "f3" }));
    board.offer(
      item(3, {
        kind: "registered",
        complaint: undefined,
        standing: undefined,
        facility: "f3",
        card: { ...card, name: "RS Lama" },
      }),
    );
    expect(board.facilities.get("f3")).toMatchObject({ name: "RS Lama", open: 1, received: 1 });
  });

  it("asks for a snapshot when an item names a facility it does not know", () => {
    const board = new Board(snapshot());
    board.offer(item(1, { facility: "unheard-of" }));
    expect(board.wantsSnapshot).toBe(true);
  });
});

describe("the lists", () => {
  it("show unacknowledged before handled, each oldest first", () => {
    const since = (n: number) => ({ overdueSince: at(minutes(n)) });
    const items = [
      row("d", "handled", since(1)),
      row("b", "overdue", since(3)),
      row("c", "handled", since(4)),
      row("a", "overdue", since(2)),
    ];
    const board = new Board(snapshot({ overdue: { total: 4, items } }));
    expect(board.overdue.inOrder().map((r) => r.complaint)).toEqual(["a", "b", "d", "c"]);
  });

  it("that were cut short leave out what falls behind their last row", () => {
    const items = [1, 2, 3, 4].map((n) => row(`c${n}`, "open", { nextDueAt: at(minutes(n)) }));
    const board = new Board(snapshot({ seq: 0, next: { total: 900, items } }));
    board.offer(item(1, { complaint: "late", nextDueAt: at(minutes(30)) }));
    board.offer(item(2, { complaint: "soon", nextDueAt: at(minutes(2) + 1) }));
    expect(board.next.inOrder().map((r) => r.complaint)).toEqual(["c1", "c2", "soon", "c3", "c4"]);
  });

  it("that run low ask for a snapshot only if there is more on the server", () => {
    const items = [1, 2, 3, 4].map((n) => row(`c${n}`, "open", { nextDueAt: at(minutes(n)) }));
    for (const [held, wants] of [
      [4, false],
      [900, true],
    ] as const) {
      const board = new Board(snapshot({ next: { total: held, items } }));
      for (const n of [1, 2, 3, 4]) {
        board.offer(item(n, { complaint: `c${n}`, kind: "closed", was: "open", standing: "closed" }));
      }
      expect(board.wantsSnapshot).toBe(wants);
    }
  });
});

describe("the alarms", () => {
  it("count each time a case asks for somebody, and nothing that was imported", () => {
    const board = new Board(snapshot());
    for (const event of life) {
      board.offer(event);
    }
    board.offer(item(6, { kind: "breached", was: "open", standing: "overdue", imported: true }));
    expect([...board.alarms.values()]).toEqual([Date.parse(at(minutes(61))), Date.parse(at(minutes(100)))]);
  });

  it("counts what a facility owes itself apart from its complaints", () => {
    const board = new Board(snapshot());
    const before = { ...board.facilities.get("f1") };
    const own = { complaint: undefined, standing: undefined };
    board.offer(item(1, { ...own, kind: "facilityBreached", own: { overdue: 1 } }));
    board.offer(item(2, { ...own, kind: "alarmRaised", own: { overdue: 1, alarms: 2 } }));
    expect(board.facilities.get("f1")).toEqual({ ...before, ownOverdue: 1, ownBreaches: 1, alarms: 2 });
    board.offer(item(3, { ...own, kind: "visited", own: {} }));
    expect(board.facilities.get("f1")).toEqual({ ...before, ownOverdue: 0, ownBreaches: 1, alarms: 0 });
  });
});
