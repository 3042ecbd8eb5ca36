// What the server tells of a drill, in the states that its panel has.
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
const nothing = { lost: 0, breaches: 0, late: 0, latestMs: 0, missing: 0, doubled: 0 };
const ago = (seconds) => new Date(Date.now() - seconds * 1_000).toISOString();

const run = (number, fault, phase, more = {}) => ({
  number,
  fault,
  scripted: true,
  phase,
  startedAt: ago(15),
  endsAt: ago(-25),
  refused: 0,
  acknowledged: 0,
  screensCut: 0,
  screensBack: 0,
  slowestMs: 0,
  ...more,
});

const overcome = run(1, "storage-down", "done", {
  startedAt: ago(200),
  endsAt: ago(160),
  endedAt: ago(160),
  refused: 41,
  acknowledged: 23,
  found: { ...nothing, breaches: 4, late: 4, latestMs: 37_400 },
});

/** By the name of the state: the runs, the latest first. */
export const drills = {
  calm: () => [],
  on: () => [run(2, "wakers-stopped", "on"), overcome],
  two: () => [run(3, "storage-lies", "on"), run(2, "flood", "on"), overcome],
  settling: () => [run(2, "screens-cut", "settling", { endedAt: ago(2) }), overcome],
  bad: () => [{ ...overcome, found: { ...overcome.found, lost: 1, missing: 2, doubled: 1 } }],
};

export const drillView = (runs) => ({
  now: new Date().toISOString(),
  seed: 36,
  faults: faults.map((fault) => ({ fault, seconds: 30 })),
  script: [
    { fault: "feed-stalled", at: ago(-72), seconds: 45 },
    { fault: "flood", at: ago(-222), seconds: 30 },
  ],
  runs,
  counted: { refused: 41, acknowledged: 23, found: nothing },
});
