// What this line bore last, kept in the browser: a page that comes again over a thin line begins thriftily.

/**
 * @typedef {import("./ladder.js").Rung} Rung
 * @typedef {import("./ladder.js").Why} Why
 * @typedef {{rung: Exclude<Rung, "text">, why: Why}} Kept
 */

const PLACE = "chibo.line";

/** Milliseconds; tomorrow the same device is often somewhere else. */
export const KEPT_FOR = 12 * 60 * 60_000;

/** @type {readonly string[]} */
const REASONS = ["lost", "slow", "narrow"];
/** @type {readonly string[]} */
const BELOW = ["small", "sound", "thrifty"];

/**
 * Return what to keep of a rung, "" where there is nothing to begin with another time.
 * @param {{rung: Rung, why: Why, isChosen: boolean}} ladder
 * @param {string} kind of network, as far as the browser tells
 * @param {number} now
 */
export function written({ rung, why, isChosen }, kind, now) {
  // What a person chose, or a way that could not be found, says nothing of what the line bears.
  if (isChosen || rung === "picture" || !REASONS.includes(why)) return "";
  return JSON.stringify({ rung: rung === "text" ? "thrifty" : rung, why, kind, at: now });
}

/**
 * Return what was kept of this line, if it is neither old nor another network's.
 * @param {string | null} text
 * @param {string} kind
 * @param {number} now
 * @returns {Kept | null}
 */
export function read(text, kind, now) {
  const kept = parsed(text);
  if (!kept || kept["kind"] !== kind || !(Math.abs(now - Number(kept["at"])) < KEPT_FOR)) return null;
  const { rung, why } = kept;
  return BELOW.includes(rung) && REASONS.includes(why) ? { rung, why } : null;
}

/** Keep what the line bears now. @param {{rung: Rung, why: Why, isChosen: boolean}} ladder */
export function keep(ladder) {
  if (ladder.isChosen || ladder.why === "unreachable") return;
  const text = written(ladder, kindOfNetwork(), Date.now());
  try {
    if (text) localStorage.setItem(PLACE, text);
    else localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing begins anew each time.
  }
}

/** Return what was kept. @returns {Kept | null} */
export function recall() {
  try {
    return read(localStorage.getItem(PLACE), kindOfNetwork(), Date.now());
  } catch {
    return null;
  }
}

function kindOfNetwork() {
  const { connection } = /** @type {{connection?: {type?: string}}} */ (navigator);
  return connection?.type ?? "";
}

/** @param {string | null} text @returns {Record<string, any> | null} */
function parsed(text) {
  try {
    const found = JSON.parse(text ?? "null");
    return typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}
