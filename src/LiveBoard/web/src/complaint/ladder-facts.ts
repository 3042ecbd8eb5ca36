import type { AtStep, Complaint, PassedAt, Rung, Step, ToldAt } from "../contract/complaint";

/** What a rung is to the case now; the shape of its node says it too. */
export type RungState = "awaited" | "told" | "passed" | "offered" | "unreached";

export function rungState(rung: Rung): RungState {
  if (rung.offered) {
    return "offered";
  }
  if (rung.awaited) {
    return "awaited";
  }
  return rung.told.length > 0 ? "told" : rung.passed.length > 0 ? "passed" : "unreached";
}

/** What one step told or passed over at one instant, for all the promises that it did so for. */
export interface Told {
  at: number;
  /** The instant of the step, where that was noticed late. */
  dueAt?: number;
  step: string;
  clocks: string[];
  told?: ToldAt;
  passed?: PassedAt;
}

/** Newest first. Several promises begin at one instant, and each tells: that is one line. */
export function toldInOrder({ told, passed }: Rung): Told[] {
  const lines = new Map<string, Told>();
  const add = (happened: AtStep, outcome: Pick<Told, "told" | "passed">, who: string) => {
    const key = `${happened.at} ${happened.step} ${who}`;
    const line = lines.get(key);
    if (!line) {
      const at = Date.parse(happened.at);
      lines.set(key, {
        at: happened.decidedAt ? Date.parse(happened.decidedAt) : at,
        ...(happened.decidedAt && { dueAt: at }),
        step: happened.step,
        clocks: [happened.clock],
        ...outcome,
      });
    } else if (!line.clocks.includes(happened.clock)) {
      line.clocks.push(happened.clock);
    }
  };
  for (const one of told) {
    add(one, { told: one }, one.holders.join(" "));
  }
  for (const one of passed) {
    add(one, { passed: one }, one.why);
  }
  return [...lines.values()].sort((a, b) => b.at - a.at);
}

/** The next step that asks for a rung, whatever promise it is about. */
export const comingTo = ({ timetable }: Complaint, rung: string): Step | undefined =>
  timetable.find((step) => step.rungs?.includes(rung));

export interface Acknowledgement {
  version: number;
  at: number;
  role: string;
  /** Who owns it since: a pseudonym. */
  owner?: string;
  promisedAt?: number;
}

/** Newest first. */
export const acknowledgements = ({ events }: Complaint): Acknowledgement[] =>
  events
    .filter(({ kind }) => kind === "acknowledged")
    .map(({ version, at, by, owner, promisedAt }) => ({
      version,
      at: Date.parse(at),
      role: (by as { role: string }).role,
      ...(typeof owner === "string" && { owner }),
      ...(typeof promisedAt === "string" && { promisedAt: Date.parse(promisedAt) }),
    }))
    .reverse();

/** How many notes were given with acknowledgements; what they say is sealed. */
export const notes = ({ sealed = [] }: Complaint) => sealed.filter((name) => name.startsWith("acknowledge:")).length;

/** The rung that has to acknowledge, and since when: its first telling after the last acknowledgement. */
export function awaited(complaint: Complaint): { rung: Rung; since: number } | undefined {
  const rung = complaint.ladder?.find((candidate) => candidate.awaited);
  const last = acknowledgements(complaint)[0]?.at ?? Number.NEGATIVE_INFINITY;
  const running = new Set(
    complaint.clocks.filter((clock) => !clock.stoppedAt).map(({ clock, epoch }) => `${clock} ${epoch}`),
  );
  const since = rung?.told
    .filter(({ at, clock, epoch }) => Date.parse(at) >= last && running.has(`${clock} ${epoch}`))
    .map(({ at, decidedAt }) => Date.parse(decidedAt ?? at));
  return rung && since && since.length > 0 ? { rung, since: Math.min(...since) } : undefined;
}
