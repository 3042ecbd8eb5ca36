const reloadAtTheLatestAfter = 5 * 60_000;

/** When a wall takes a new build: at once if nobody is waited for, else within five minutes. */
export function reloadIsDue(unacknowledged: number, newBuildSince: number, now: number): boolean {
  return unacknowledged === 0 || now - newBuildSince >= reloadAtTheLatestAfter;
}
