// Which page of a paper somebody sees: `step(state, happened)` returns the next state and does nothing else.

/**
 * @typedef {object} State
 * @property {string} document
 * @property {number} page the page to which everybody is led
 * @property {number} pages
 * @property {number | null} own the page somebody looks at alone; null for whoever follows
 * @property {number} asked the page whose picture was asked for on a line that is sent none; 0 for none
 *
 * @typedef {{what: "shown", document: string, page: number, pages: number, leads: boolean}
 *   | {what: "leaf", by: number} | {what: "alone"} | {what: "follow"} | {what: "asked"}} Happened
 */

/** @returns {State} */
export const start = () => ({ document: "", page: 1, pages: 1, own: null, asked: 0 });

/**
 * Return the state after something that happened to it.
 * @param {State} state
 * @param {Happened} happened
 * @returns {State}
 */
export function step(state, happened) {
  switch (happened.what) {
    case "shown": {
      const { document, page, pages, leads } = happened;
      const isOther = document !== state.document;
      // Whoever looks back alone goes on doing so while the others are led on in the same paper.
      const own = leads || isOther ? null : state.own;
      return { document, page, pages, own, asked: isOther ? 0 : state.asked };
    }
    case "leaf":
      return { ...state, own: within(seen(state) + happened.by, state.pages) };
    case "alone":
      return { ...state, own: seen(state) };
    case "follow":
      return { ...state, own: null };
    case "asked":
      return { ...state, asked: seen(state) };
    default:
      throw new Error(`No such happening: ${JSON.stringify(happened)}`);
  }
}

/** @param {number} page @param {number} pages */
const within = (page, pages) => Math.min(Math.max(1, page), pages);

/** The page that is seen. @param {State} state */
export const seen = (state) => state.own ?? state.page;

const WIDTHS = [480, 800, 1200, 1800];
/** The most that is loaded by itself beside sound on a line that is short of everything. */
const ON_WEAK = 480;
const ON_SOUND = 800;

/**
 * Return the width of the picture to load: the first that is sharp enough, within what the line bears.
 * @param {number} shownAt how wide the page is on the screen
 * @param {number} density dots for each of its pixels
 * @param {string} rung
 */
export function widthFor(shownAt, density, rung) {
  const most = rung === "thrifty" ? ON_WEAK : rung === "sound" ? ON_SOUND : Infinity;
  const borne = WIDTHS.filter((width) => width <= most);
  // Twice as sharp as a plain screen is as sharp as eyes are.
  const wanted = shownAt * Math.min(density, 2);
  return /** @type {number} */ (borne.find((width) => width >= wanted * 0.85) ?? borne.at(-1));
}

/**
 * Whether a picture waits until somebody asks for it: text alone is sent nothing else.
 * @param {State} state @param {string} rung @param {boolean} savesData
 */
export function waits(state, rung, savesData) {
  return (rung === "text" || savesData) && state.asked !== seen(state);
}

/**
 * Return which way a key leafs, 0 for none; not while somebody writes.
 * @param {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean}} pressed
 * @param {string} tag what has the focus
 */
export function leafing(pressed, tag) {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || tag === "INPUT") return 0;
  if (pressed.key === "ArrowRight") return 1;
  if (pressed.key === "ArrowLeft") return -1;
  return 0;
}

const WHOLE = 1000;

/**
 * Return a place on the page in thousandths.
 * @param {{left: number, top: number, width: number, height: number}} page
 * @param {number} x @param {number} y
 */
export function placeOn(page, x, y) {
  const part = (/** @type {number} */ at, /** @type {number} */ whole) =>
    Math.min(WHOLE, Math.max(0, Math.round((at / Math.max(1, whole)) * WHOLE)));
  return { x: part(x - page.left, page.width), y: part(y - page.top, page.height) };
}

/** Milliseconds between two messages of a pointer. */
export const PACE = 200;

/** How long a pointer waits before it is told. @param {number} told when one was last @param {number} now */
export const pause = (told, now) => Math.max(0, told + PACE - now);
