// How much time is left until a moment, in hours and minutes.

/**
 * @param {number} until milliseconds since the epoch
 * @param {number} now milliseconds since the epoch
 * @returns {{ isOver: boolean, hours: number, minutes: number }}
 */
export function remaining(until, now) {
  const minutes = Math.floor(Math.abs(until - now) / 60_000);
  return { isOver: now > until, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
