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
    timetable: steps.map((step) => ({ ...step, dueAt: iso(step.dueAt) })),
    armed: steps.slice(0, 1).map((s) => ({ name: "deadline", firesAt: iso(s.dueAt), for: `${s.clock}/0/${s.step}` })),
    grain: { key: c.id, activatedAt: iso(c.filedAt), version: c.events.length },
    events: c.events,
    sealed: ["subject", "text", "reporter"],
  };
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
        },
      ],
      alarms: [],
    },
    alerts: rows.filter((row) => row.standing === "overdue" || row.standing === "handled"),
  };
}
