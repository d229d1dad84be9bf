// What a page says of a shared screen, to who looks on and to who might share; nothing is done here.

/** @typedef {import("./call_state.js").State} State */

/** @type {Record<State["screen"]["standing"], string>} */
const OWN = { none: "", choosing: "screen.asking", asking: "call.joining", on: "screen.on" };

/**
 * Return what stands in the call about a screen: a code that has a sentence in the page, whose it is,
 * and by which feed its picture comes where our line carries it.
 * @param {State} state
 * @returns {{code: string, name: string, feed: string | null} | null}
 */
export function seen({ screen, people, ladder, wantsPictures }) {
  if (screen.standing !== "none") return { code: OWN[screen.standing], name: "", feed: null };
  const sharer = people.find((one) => one.screen);
  if (sharer) {
    const { name, feed } = sharer;
    if (ladder.rung !== "picture") return { code: "screen.narrow", name, feed: null };
    return wantsPictures ? { code: "screen.shown", name, feed } : { code: "screen.refused", name, feed: null };
  }
  return screen.why ? { code: screen.why, name: screen.by, feed: null } : null;
}

/**
 * Return what who may lead can do about a screen of their own, and what stands against it.
 * @param {State} state
 * @param {boolean} canShare whether the browser can
 * @returns {{code: string, name: string, offer: "share" | "stop" | null}}
 */
export function choice({ phase, screen, people, microphone, ladder }, canShare) {
  const sharer = people.find((one) => one.screen);
  if (screen.standing === "on") return { code: "on", name: "", offer: "stop" };
  if (screen.standing !== "none") return { code: "asking", name: "", offer: null };
  if (!canShare) return { code: "unsupported", name: "", offer: null };
  if (phase !== "in" || microphone === "none") return { code: "outside", name: "", offer: null };
  if (ladder.rung !== "picture") return { code: "thin", name: "", offer: null };
  if (sharer) return { code: "taken", name: sharer.name, offer: null };
  return { code: "", name: "", offer: "share" };
}
