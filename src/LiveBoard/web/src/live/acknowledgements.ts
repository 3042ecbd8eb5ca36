import { Problem } from "../contract/problem";

/** What is said with an acknowledgement; all of it may be left out. */
export interface Given {
  /** A promise: a clock of its own. */
  answerWithinMinutes?: number;
  /** Who owns the case from now on: a pseudonym. */
  owner?: string;
  /** Sealed by the server. */
  note?: string;
}

/** How far an acknowledgement got. The case itself changes only when the server's event says so. */
export type Phase = "sending" | "kept" | "accepted" | "refused";

export interface Attempt {
  complaint: string;
  given: Given;
  /** The same for every try, so that trying twice has the effect of trying once. */
  key: string;
  phase: Phase;
  /** The server's code, once it refused. */
  code?: string;
}

export type Send = (complaint: string, given: Given, key: string) => Promise<void>;

/** The acknowledgements given on this page and not yet seen in the feed. */
export class Acknowledgements {
  private readonly attempts = new Map<string, Attempt>();

  constructor(
    private readonly send: Send,
    private readonly newKey: () => string,
    private readonly changed: () => void,
  ) {}

  of(complaint: string): Attempt | undefined {
    return this.attempts.get(complaint);
  }

  give(complaint: string, given: Given): Promise<void> {
    return this.attempt({ complaint, given, key: this.newKey(), phase: "sending" });
  }

  /** Sends again what could not be delivered. */
  async resend(): Promise<void> {
    const kept = [...this.attempts.values()].filter((attempt) => attempt.phase === "kept");
    await Promise.all(kept.map((attempt) => this.attempt({ ...attempt, phase: "sending" })));
  }

  /** The feed shows that the case is no longer waiting: by us or by somebody else. */
  settled(complaint: string): void {
    if (this.attempts.delete(complaint)) {
      this.changed();
    }
  }

  private async attempt(attempt: Attempt): Promise<void> {
    this.set(attempt);
    const outcome = await this.deliver(attempt);
    if (this.attempts.get(attempt.complaint)?.key === attempt.key) {
      this.set({ ...attempt, ...outcome });
    }
  }

  private async deliver({ complaint, given, key }: Attempt): Promise<Partial<Attempt>> {
    try {
      await this.send(complaint, given, key);
      return { phase: "accepted" };
    } catch (error) {
      const final = error instanceof Problem && error.status < 500 && error.status !== 429;
      return final ? { phase: "refused", code: error.code } : { phase: "kept" };
    }
  }

  private set(attempt: Attempt): void {
    this.attempts.set(attempt.complaint, attempt);
    this.changed();
  }
}
