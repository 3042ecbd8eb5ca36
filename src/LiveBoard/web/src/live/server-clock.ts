interface Sample {
  server: number;
  local: number;
}

const keptSamples = 15;

/** A server whose clock runs this much faster or slower than ours is on virtual time, as a demo is. */
const virtualTimeBeyond = 0.2;

/**
 * The server's time, from the instants it sends. `local` is any clock that only runs forward (performance.now()), so a
 * screen whose own clock is wrong, or is set while it runs, still counts right.
 */
export class ServerClock {
  private samples: Sample[] = [];

  hear(server: number, local: number): void {
    this.samples = [...this.samples.slice(1 - keptSamples), { server, local }];
  }

  now(local: number): number | undefined {
    const last = this.samples.at(-1);
    if (!last) {
      return undefined;
    }
    const rate = this.rate();
    if (rate !== 1) {
      return last.server + rate * (local - last.local);
    }
    // A message is late, never early: the largest difference is the nearest to the truth.
    return local + Math.max(...this.samples.map((sample) => sample.server - sample.local));
  }

  /** How many seconds of the server pass in one of ours; 1 unless it plainly is something else. */
  private rate(): number {
    const rates = this.samples
      .slice(1)
      .map((sample, i) => ratio(this.samples[i] as Sample, sample))
      .sort((a, b) => a - b);
    const median = rates[rates.length >> 1];
    return median !== undefined && median > 0 && Math.abs(median - 1) > virtualTimeBeyond ? median : 1;
  }
}

const ratio = (a: Sample, b: Sample) => (b.local > a.local ? (b.server - a.server) / (b.local - a.local) : 1);
