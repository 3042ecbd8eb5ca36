const firstDelays = [0, 1_000, 2_000, 5_000, 10_000];
const laterDelay = 10_000;
const jitter = 0.2;

/** How long to wait before the n-th attempt (from 0) to connect again; for ever. `chance` is in [0, 1). */
export function reconnectDelay(attempt: number, chance: number): number {
  return firstDelays[attempt] ?? laterDelay * (1 - jitter + 2 * jitter * chance);
}
