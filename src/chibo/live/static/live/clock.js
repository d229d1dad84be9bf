// Times that run on the page: counted from the server's time, whatever the device's clock says.

let ahead = 0;

/**
 * Take in what time it is at the server.
 * @param {number} at milliseconds
 * @param {number} [local] what the device's clock said at that moment
 */
export function hearTime(at, local = Date.now()) {
  if (Number.isFinite(at) && at > 0) ahead = at - local;
}

/** The server's time. @param {number} [local] */
export function serverTime(local = Date.now()) {
  return local + ahead;
}

/** Seconds from which on little time is left. */
const NEAR = 30;

/**
 * @typedef {object} Reading
 * @property {string} text
 * @property {"" | "near" | "over"} state
 *
 * Return what a timer shows: the time since a moment, or the time left until one.
 * @param {{since?: number, until?: number, over?: string}} timer
 * @param {number} now
 * @returns {Reading}
 */
export function reading({ since, until, over = "" }, now) {
  if (until === undefined) return { text: minutes((now - (since ?? now)) / 1000), state: "" };
  const left = Math.ceil((until - now) / 1000);
  // It only says so: nobody is cut off by a clock.
  if (left <= 0) return { text: over || minutes(0), state: "over" };
  return { text: minutes(left), state: left <= NEAR ? "near" : "" };
}

/** Return seconds as m:ss, from an hour on as h:mm:ss. @param {number} seconds */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const [hours, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return `${hours ? `${hours}:${two(rest)}` : rest}:${two(whole % 60)}`;
}
