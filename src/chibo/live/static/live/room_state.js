// How the room's line stands: `step(state, happened)` returns the next state and does nothing else.

/**
 * @typedef {object} State
 * @property {"connecting" | "open" | "lost" | "ended"} line
 * @property {number} attempt how often in a row the line could not be had
 * @property {boolean} wasLost whether the person has been told of a lost line
 * @property {boolean} isTooMuch whether the line was cut because the page sent too much
 * @property {number} seq the last entry of the journal that the page shows
 *
 * @typedef {{what: "opened"} | {what: "closed", code: number} | {what: "retried"}
 *   | {what: "heard", seq: number} | {what: "ended"} | {what: "settled"}} Happened
 */

/** Closing codes after which trying again is of no use. */
const ENDED = new Set([4403, 4404]);
/** Closing code of a page that sent more than a person can. */
const TOO_MUCH = 4429;

/** @param {number} seq @returns {State} */
export function start(seq) {
  return { line: "connecting", attempt: 0, wasLost: false, isTooMuch: false, seq };
}

/**
 * Return the state after something that happened to the line.
 * @param {State} state
 * @param {Happened} happened
 * @returns {State}
 */
export function step(state, happened) {
  switch (happened.what) {
    case "opened":
      return { ...state, line: "open", attempt: 0 };
    case "closed":
      if (ENDED.has(happened.code)) return { ...state, line: "ended" };
      return {
        ...state,
        line: "lost",
        attempt: state.attempt + 1,
        wasLost: true,
        isTooMuch: happened.code === TOO_MUCH,
      };
    case "retried":
      return state.line === "lost" ? { ...state, line: "connecting" } : state;
    case "heard":
      return { ...state, seq: Math.max(state.seq, happened.seq) };
    case "settled":
      return { ...state, wasLost: false };
    case "ended":
      return { ...state, line: "ended" };
    default:
      throw new Error(`No such happening: ${JSON.stringify(happened)}`);
  }
}

/**
 * Return what to tell the person about the line, as a code with a sentence in the page; "" for nothing.
 * @param {State} state
 */
export function standing(state) {
  if (state.line === "ended") return "line.ended";
  if (!state.wasLost) return "";
  if (state.line === "open") return "line.back";
  return state.isTooMuch ? "line.too_much" : "line.lost";
}

const FIRST = 500;
const LONGEST = 15_000;

/**
 * Return how long to wait before trying again; chance spreads the return of a thousand pages.
 * @param {number} attempt
 * @param {number} chance from 0 to 1
 * @param {number} [longest]
 */
export function delay(attempt, chance, longest = LONGEST) {
  const ceiling = Math.min(longest, FIRST * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + chance / 2));
}

/**
 * Return whether acts should go by POST: the line has failed a few times, perhaps a proxy stops it.
 * @param {State} state
 */
export function goesByPost(state) {
  return state.line !== "open" && state.line !== "ended" && state.attempt > 2;
}
