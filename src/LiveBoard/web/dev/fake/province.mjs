// A province in memory that keeps the contract: counters, rows, and a gapless feed per audience.
import { inventFacilities, regions } from "./names.mjs";

const minutes = 60_000;
const iso = (at) => new Date(at).toISOString();
const zero = () => ({ received: 0, open: 0, overdue: 0, handled: 0, closed: 0, breaches: 0 });

export class Province {
  build = "fake-1";
  facilities = new Map();
  complaints = new Map();
  feeds = new Map();
  pushed = () => {};
  sequence = 0;

  constructor(heardFrom = () => true) {
    for (const facility of inventFacilities()) {
      this.facilities.set(facility.id, { ...facility, ...zero() });
      if (heardFrom(facility)) {
        const closed =
          1 + (facility.id.charCodeAt(facility.id.length - 1) % 5) * (facility.kind === "hospital" ? 7 : 2);
        Object.assign(this.facilities.get(facility.id), { received: closed, closed });
      }
    }
  }

  feed(audience) {
    if (!this.feeds.has(audience)) {
      this.feeds.set(audience, []);
    }
    return this.feeds.get(audience);
  }

  file(
    facility,
    { category = "waktu_tunggu", payer = "BPJS_PBI", grade = "red", dueIn = 60 * minutes, clock = "kwtk" } = {},
  ) {
    const now = Date.now();
    const id = `019a${(++this.sequence).toString(16).padStart(12, "0")}`;
    const complaint = {
      id,
      facility,
      category,
      payer,
      grade,
      class: "pengaduan_non_pengawasan",
      channel: "LAPOR",
      filedAt: now + dueIn - 60 * minutes,
      dueAt: now + dueIn,
      clock,
      nextDueAt: now + dueIn,
      nextClock: clock,
      events: [],
    };
    this.complaints.set(id, complaint);
    this.tell(complaint, "filed", "open", complaint.filedAt);
    this.tell(complaint, "escalated", "open", complaint.filedAt, {
      clock,
      step: `${grade}:open`,
      dueAt: iso(complaint.filedAt),
      rungs: ["R0", "R1"],
    });
    return complaint;
  }

  breach(complaint) {
    complaint.overdueSince ??= complaint.dueAt;
    complaint.overdueClock ??= complaint.clock;
    complaint.nextDueAt = undefined;
    complaint.nextClock = undefined;
    this.tell(complaint, "breached", "overdue", complaint.dueAt, {
      clock: complaint.clock,
      dueAt: iso(complaint.dueAt),
      decidedAt: iso(Math.max(complaint.dueAt, Date.now() - 400)),
      rungs: ["R2", "R3"],
      rung: "R3",
    });
  }

  acknowledge(complaint, withinMinutes, at = Date.now(), by = "manager") {
    Object.assign(complaint, {
      acknowledgedAt: at,
      acknowledgedBy: by,
      nextDueAt: at + withinMinutes * minutes,
      nextClock: "promise",
    });
    this.tell(complaint, "acknowledged", "handled", at, { by, promisedAt: iso(complaint.nextDueAt) });
  }

  close(complaint) {
    complaint.nextDueAt = undefined;
    this.tell(complaint, "closed", "closed", Date.now(), { reason: "resolved" });
  }

  tell(complaint, kind, standing, at, more = {}) {
    const facility = this.facilities.get(complaint.facility);
    const was = complaint.standing;
    complaint.standing = standing;
    facility.received += was ? 0 : 1;
    facility.breaches += kind === "breached" ? 1 : 0;
    facility[standing] += 1;
    if (was) {
      facility[was] -= 1;
    }
    const by = more.by && { by: { role: more.by } };
    complaint.events.push({ version: complaint.events.length + 1, at: iso(at), kind, ...more, ...by });
    const item = { ...this.row(complaint), at: iso(at), kind, was, ...more, version: complaint.events.length };
    for (const audience of ["province", `region:${facility.region}`, `facility:${facility.id}`]) {
      const feed = this.feed(audience);
      const numbered = { ...item, seq: feed.length + 1 };
      feed.push(numbered);
      this.pushed(audience, numbered);
    }
  }

  row(c) {
    const date = (at) => (at ? iso(at) : undefined);
    return {
      complaint: c.id,
      facility: c.facility,
      region: this.facilities.get(c.facility).region,
      category: c.category,
      class: c.class,
      channel: c.channel,
      payer: c.payer,
      careClass: "III",
      grade: c.grade,
      standing: c.standing,
      filedAt: date(c.filedAt),
      overdueSince: date(c.overdueSince),
      overdueClock: c.overdueClock,
      acknowledgedAt: date(c.acknowledgedAt),
      acknowledgedBy: c.acknowledgedBy,
      nextDueAt: date(c.nextDueAt),
      nextClock: c.nextClock,
      version: c.events.length,
    };
  }

  sees(audience, facility) {
    return (
      audience === "province" || audience === `region:${facility.region}` || audience === `facility:${facility.id}`
    );
  }

  rows(audience) {
    return [...this.complaints.values()]
      .filter((c) => c.standing !== "closed" && this.sees(audience, this.facilities.get(c.facility)))
      .map((c) => this.row(c));
  }

  snapshot(audience) {
    const facilities = [...this.facilities.values()].filter((facility) => this.sees(audience, facility));
    const rows = this.rows(audience);
    const late = rows.filter((r) => r.standing === "overdue" || r.standing === "handled");
    late.sort((a, b) => b.standing.localeCompare(a.standing) || a.overdueSince.localeCompare(b.overdueSince));
    const next = rows.filter((r) => r.nextDueAt).sort((a, b) => a.nextDueAt.localeCompare(b.nextDueAt));
    const seen = new Set(facilities.map((facility) => facility.region));
    return {
      audience,
      seq: this.feed(audience).length,
      at: iso(Date.now()),
      simulated: true,
      build: this.build,
      regions: regions.filter((r) => seen.has(r.code)).map(({ code, name, short }) => ({ code, name, short })),
      facilities,
      overdue: { total: late.length, items: late.slice(0, 2_000) },
      next: { total: next.length, items: next.slice(0, 500) },
    };
  }
}
