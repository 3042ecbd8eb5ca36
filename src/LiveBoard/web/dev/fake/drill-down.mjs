// One complaint and one facility in full, as far as the fake knows them.
import { labels } from "./names.mjs";

const iso = (at) => new Date(at).toISOString();
const minutes = 60_000;

export function complaintInFull(province, c) {
  const facility = province.facilities.get(c.facility);
  const breached = c.overdueSince !== undefined;
  const open = c.standing !== "closed";
  const steps = [
    { clock: c.clock, epoch: 0, step: "red:50%", dueAt: c.dueAt - 30 * minutes, rungs: ["R1", "R2"], kind: "rung" },
    { clock: c.clock, epoch: 0, step: "breach", dueAt: c.dueAt, rungs: ["R3"], kind: "breach" },
    { clock: c.clock, epoch: 0, step: "red:breach+12h", dueAt: c.dueAt + 720 * minutes, rungs: ["R4"], kind: "rung" },
    { clock: "statutory_answer", epoch: 0, step: "breach", dueAt: c.filedAt + 14 * 1440 * minutes, kind: "breach" },
  ].filter((step) => open && step.dueAt > Date.now());
  return {
    id: c.id,
    facility: { id: facility.id, name: facility.name, kind: facility.kind, region: facility.region },
    status: c.standing === "closed" ? "closed" : "assigned",
    standing: c.standing,
    grade: c.grade,
    class: c.class,
    category: c.category,
    channel: c.channel,
    payer: c.payer,
    careClass: "III",
    unit: "IGD",
    filedAt: iso(c.filedAt),
    conveyedAt: iso(c.filedAt - 5 * minutes),
    version: c.events.length,
    policy: { id: "banten", version: "2026.1" },
    calendar: { id: "id-banten", version: "2026.1" },
    clocks: [
      {
        clock: c.clock,
        label: labels.clocks[c.clock],
        epoch: 0,
        startedAt: iso(c.filedAt),
        dueAt: iso(c.dueAt),
        breachedAt: breached ? iso(c.dueAt) : undefined,
        verdict: breached ? "breached" : "running",
      },
      {
        clock: "receipt",
        label: { id: "pencatatan", en: "receipt" },
        epoch: 0,
        startedAt: iso(c.filedAt - 5 * minutes),
        dueAt: iso(c.filedAt + 10 * minutes),
        stoppedAt: iso(c.filedAt),
        verdict: "met",
      },
      {
        clock: "statutory_answer",
        label: { id: "jawaban menurut undang-undang", en: "statutory answer" },
        epoch: 0,
        startedAt: iso(c.filedAt),
        dueAt: iso(c.filedAt + 14 * 1440 * minutes),
        verdict: "running",
      },
    ],
    ladder: ladderOf(c, open, breached),
    dossier: breached ? `/api/v1/complaints/${c.id}/dossier` : undefined,
    timetable: steps.map((step) => ({ ...step, dueAt: iso(step.dueAt) })),
    armed: steps.slice(0, 1).map((s) => ({ name: "deadline", firesAt: iso(s.dueAt), for: `${s.clock}/0/${s.step}` })),
    grain: { key: c.id, activatedAt: iso(c.filedAt), version: c.events.length },
    events: c.events,
    sealed: ["subject", "text", "reporter"],
  };
}

/** Nobody in the ward, a stand-in at the complaints desk, and the director who does not answer. */
function ladderOf(c, open, breached) {
  const at = { at: iso(c.filedAt), clock: c.clock, epoch: 0, step: "red:open" };
  const rung = (id, members) => ({ rung: id, label: labels.rungs[id], told: [], passed: [], ...members });
  const tell = (desk, holder, standIn) => [{ ...at, desk, holders: [holder], standIn }];
  return [
    rung("R0", { desk: `ward@${c.facility}`, passedNow: "empty", passed: [{ ...at, why: "empty" }] }),
    rung("R1", {
      desk: `complaints-desk@${c.facility}`,
      holders: open ? ["officer:piket-1"] : undefined,
      standIn: true,
      told: tell(`complaints-desk@${c.facility}`, "officer:piket-1", true),
    }),
    rung("R2", {
      desk: `head@${c.facility}`,
      holders: open ? [`head@${c.facility}`] : undefined,
      awaited: c.standing === "overdue" ? true : undefined,
      told: breached ? tell(`head@${c.facility}`, `head@${c.facility}`) : [],
    }),
    rung("R3", { desk: "health-office@3671", holders: open ? ["health-office@3671"] : undefined }),
    rung("R6", { offered: true }),
  ];
}

export function facilityInFull(province, facility) {
  const { id, name, kind, owner, region, ...rest } = facility;
  const { received, open, overdue, handled, closed, breaches } = rest;
  const rows = province.rows(`facility:${id}`);
  const book = rows
    .filter((row) => row.nextDueAt)
    .map((row) => ({ complaint: row.complaint, nextAt: row.nextDueAt }))
    .sort((a, b) => a.nextAt.localeCompare(b.nextAt));
  return {
    id,
    name,
    kind,
    class: rest.class,
    owner,
    region,
    counters: { received, open, overdue, handled, closed, breaches },
    book,
    armed: book.slice(0, 1).map(({ nextAt }) => ({
      name: "appointment-book",
      firesAt: iso(Date.parse(nextAt) - 5 * minutes),
      for: "read-book",
    })),
    grain: { key: id, activatedAt: iso(Date.now() - 90 * minutes) },
    own: {
      version: 4,
      clocks: [
        {
          clock: "channel_heartbeat",
          label: { id: "Tanda hidup kanal pengaduan", en: "Sign of life of the complaint channels" },
          epoch: 0,
          startedAt: iso(Date.now() - 3 * 1440 * minutes),
          dueAt: iso(Date.now() + 4 * 1440 * minutes),
          verdict: "running",
          endedBy: ["zeroReport"],
        },
        {
          clock: "forum_promise",
          label: { id: "Janji di forum publik", en: "Promise made at a public forum" },
          epoch: 0,
          subject: "kursi-roda",
          startedAt: iso(Date.now() - 30 * 1440 * minutes),
          dueAt: iso(Date.now() - 2 * 1440 * minutes),
          verdict: "breached",
          endedBy: ["promise"],
        },
        {
          clock: "visit_report",
          label: { id: "Laporan kunjungan", en: "Report of the visit" },
          epoch: 0,
          startedAt: iso(Date.now() - 9 * 1440 * minutes),
          dueAt: iso(Date.now() - 4 * 1440 * minutes),
          stoppedAt: iso(Date.now() - 5 * 1440 * minutes),
          verdict: "met",
        },
      ],
      alarms: [
        {
          alarm: "cluster",
          subject: "IGD/waktu_tunggu",
          raisedAt: iso(Date.now() - 600 * minutes),
          rungs: ["R2", "R4"],
          cases: rows.slice(0, 3).map((row) => row.complaint),
        },
      ],
      mayTell: ["workshop", "visit", "report", "zeroReport", "selfReport", "forum", "promise", "officer"],
    },
    alerts: rows.filter((row) => row.standing === "overdue" || row.standing === "handled"),
  };
}
