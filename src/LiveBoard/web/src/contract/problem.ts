/** An answer other than success, with the stable code of its problem document. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`${status} ${code}`);
  }
}

/** A refusal that trying again will not change: not signed in, or not allowed. */
export class Refused extends Problem {}
