// Whose pictures a page receives, and which of them is large: pure, from the state of the call.

import { WIRES } from "./ladder.js";

/** @typedef {import("./call_state.js").State} State */
/** @typedef {import("./call_state.js").Person} Person */

/** So many at once, whoever shows themselves: a room of a hundred cameras is no burden to anybody's line. */
export const MOST = 12;

/**
 * @param {State} state
 * @returns {{feeds: string[], large: string | null}} by feed; `large` is one of them
 */
export function chosen({ ladder, wantsPictures, people, speaker }) {
  const bears = ladder.rung === "text" || !wantsPictures ? "none" : WIRES[ladder.rung].pictures;
  const screen = people.find((one) => one.screen);
  const shown = people.filter((one) => one.picture && !one.screen);
  const large = leading(people, shown, speaker)?.feed ?? null;
  // The picture of who shares is a screen, which a narrow line does not carry.
  if (bears === "speaker") return { feeds: large ? [large] : [], large };
  // A shared screen needs what the line has: the cameras rest meanwhile.
  if (bears === "several" && screen) return { feeds: [screen.feed], large: null };
  if (bears === "several") return { feeds: several(shown, large), large };
  return { feeds: [], large: null };
}

/**
 * Return who speaks, if they show themselves; before anybody was heard, whoever may speak and does.
 * @param {Person[]} people @param {Person[]} shown @param {string | null} speaker
 */
function leading(people, shown, speaker) {
  if (people.some((one) => one.feed === speaker)) return shown.find((one) => one.feed === speaker);
  return shown.find((one) => one.sound);
}

/** @param {Person[]} shown @param {string | null} large */
function several(shown, large) {
  /** @param {Person} one */
  const rank = (one) => (one.feed === large ? 0 : one.sound ? 1 : 2);
  // Those alike stay in their order: nobody's picture goes without a reason.
  return [...shown].sort((one, other) => rank(one) - rank(other)).slice(0, MOST).map((one) => one.feed);
}
