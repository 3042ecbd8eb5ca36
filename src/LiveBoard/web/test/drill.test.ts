import { afterEach, describe, expect, it } from "vitest";
import type { DrillView, FaultRun, Found } from "../src/contract/drill";
import { isBad, panelOf } from "../src/drill/panel";
import { report } from "../src/drill/report";
import { language } from "../src/text/language";
import { faultText } from "../src/text/texts";
import { at, start } from "./sample";

const found = (more: Partial<Found> = {}): Found => ({
  lost: 0,
  breaches: 3,
  late: 0,
  latestMs: 400,
  missing: 0,
  doubled: 0,
  ...more,
});

const run = (more: Partial<FaultRun> = {}): FaultRun => ({
  number: 1,
  fault: "storage-down",
  scripted: true,
  phase: "on",
  startedAt: at(0),
  endsAt: at(40_000),
  refused: 0,
  acknowledged: 0,
  screensCut: 0,
  screensBack: 0,
  slowestMs: 0,
  ...more,
});

const view = (more: Partial<DrillView> = {}): DrillView => ({
  now: at(0),
  seed: 36,
  faults: [
    { fault: "storage-down", seconds: 35 },
    { fault: "herd", seconds: 20 },
  ],
  script: [
    { fault: "flood", at: at(60_000), seconds: 20 },
    { fault: "herd", at: at(200_000), seconds: 20 },
  ],
  runs: [],
  counted: { refused: 0, acknowledged: 0, found: found() },
  ...more,
});

afterEach(() => {
  language.value = "id";
});

describe("the panel of a drill", () => {
  it("announces what the script does next while nothing is on", () => {
    const calm = panelOf(view(), start + 20_000);
    expect(calm.current).toBeUndefined();
    expect(calm.next).toEqual({ fault: "flood", in: 40_000 });
    expect(panelOf(view(), start + 60_000).next?.fault).toBe("herd");
  });

  it("counts down the fault that is on, never below nothing", () => {
    const on = view({ runs: [run()] });
    expect(panelOf(on, start + 15_000).current?.left).toBe(25_000);
    expect(panelOf(on, start + 41_000).current?.left).toBe(0);
  });

  it("explains the fault that was started last and counts the others", () => {
    const two = panelOf(view({ runs: [run({ number: 2, fault: "herd" }), run()] }), start);
    expect([two.current?.run.fault, two.others]).toEqual(["herd", 1]);
  });

  it("stays with a fault that is over until the product has caught up", () => {
    const after = view({ runs: [run({ phase: "settling", endedAt: at(40_000) })] });
    expect(panelOf(after, start + 45_000).current).toMatchObject({ left: 0, run: { phase: "settling" } });
    expect(panelOf(view({ runs: [run({ phase: "done", found: found() })] }), start).current).toBeUndefined();
  });

  it("offers a button for each fault, pressed where it is on", () => {
    expect(panelOf(view({ runs: [run()] }), start).buttons).toEqual([
      { fault: "storage-down", seconds: 35, on: true },
      { fault: "herd", seconds: 20, on: false },
    ]);
    expect(panelOf(view({ runs: [run({ phase: "settling" })] }), start).buttons[0]?.on).toBe(false);
  });

  it("keeps the line of the last fault while the next one is on", () => {
    const runs = [run({ number: 3 }), run({ number: 2, phase: "done", fault: "herd", found: found() }), run()];
    expect(panelOf(view({ runs }), start).last?.number).toBe(2);
  });
});

describe("the line at the end of a fault", () => {
  const done = (more: Partial<FaultRun> = {}) => run({ phase: "done", acknowledged: 17, found: found(), ...more });

  it("says how late the latest deadline was noticed, and that nothing was lost", () => {
    expect(report(done({ refused: 12, found: found({ late: 3, latestMs: 37_500 }) }))).toBe(
      "3 dari 3 tenggat terlambat, terlama 00:37 · 12 × 503 · 17 diterima, 0 hilang",
    );
  });

  it("says so where everything was in time", () => {
    language.value = "en";
    expect(report(done())).toBe("3 deadlines noticed within 1 second · 17 acknowledged, 0 lost");
    expect(report(done({ fault: "flood", slowestMs: 41 }))).toMatch(/others ≤ 41 ms$/);
    expect(report(done({ screensCut: 2, screensBack: 2 }))).toMatch(/2 screens cut, 2 back$/);
  });

  it("is an alarm where a promise of the product was broken", () => {
    expect(isBad(done())).toBe(false);
    for (const broken of [{ lost: 1 }, { missing: 1 }, { doubled: 1 }]) {
      expect(isBad(done({ found: found(broken) }))).toBe(true);
    }
    expect(report(done({ found: found({ missing: 2 }) }))).toMatch(/^2 TENGGAT TIDAK DIKETAHUI · 3 tenggat/);
    expect(report(done({ found: found({ lost: 2 }) }))).toMatch(/^2 PENGADUAN HILANG .* 17 diterima, 2 hilang$/);
  });

  it("claims nothing of a drill that broke off", () => {
    const broken = run({ phase: "broken-off" });
    expect([isBad(broken), report(broken)]).toEqual([true, "latihan ini putus di tengah; hasilnya tidak diketahui"]);
  });
});

it("has a name, something to see and something to do for every fault of the server", () => {
  const faults = [
    "storage-slow",
    "storage-down",
    "storage-lies",
    "wakers-stopped",
    "herd",
    "screens-cut",
    "feed-stalled",
    "flood",
  ];
  for (const fault of faults) {
    for (const what of ["", "See", "Do"] as const) {
      expect(faultText(fault, what)).toContain(" ");
    }
  }
});
