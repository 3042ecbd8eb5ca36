/** Above this many new alarms within the window, a list of single rows helps nobody. */
const startsAbove = 10;
const endsBelow = 5;
export const floodWindow = 10 * 60_000;

export interface Flood {
  on: boolean;
  /** New alarms within the window. */
  recent: number;
}

export const calm: Flood = { on: false, recent: 0 };

/** Starts above ten in ten minutes, ends below five: between the two it stays as it was. */
export function flood(before: Flood, alarms: readonly number[], now: number): Flood {
  const recent = alarms.filter((at) => at > now - floodWindow && at <= now).length;
  return { on: before.on ? recent >= endsBelow : recent > startsAbove, recent };
}
