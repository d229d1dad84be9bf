// A voice note on its way: what to ask of the server next, and what its answer changes. Nothing else.

/**
 * @typedef {object} Voice
 * @property {string} id
 * @property {string} item
 * @property {number} seconds
 * @property {number} size in bytes
 * @property {number | null} offset how much the server has, null where that has to be asked first
 * @property {"cut" | "waiting" | "sending" | "done" | "refused"} state `cut`: the page was closed over it
 * @property {number} attempt tries in vain since something last went through
 * @property {number} [seq]
 * @property {string} [html]
 */

/** Bytes sent at a time: four seconds of a line that carries 16 kbit/s. */
export const PIECE = 8192;

/** Seconds of a note. */
export const LONGEST = 60;

/** Bits a second asked of the browser. */
export const RATE = 12_000;

/** What browsers record into, the one of our choice first. */
export const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/webm"];

/** @param {string} id @param {string} item @param {number} seconds @param {number} size @returns {Voice} */
export function recorded(id, item, seconds, size) {
  return { id, item, seconds, size, offset: null, state: "waiting", attempt: 0 };
}

/** Whole seconds as a note tells them. @param {number} milliseconds */
export function secondsOf(milliseconds) {
  return Math.min(LONGEST, Math.max(1, Math.round(milliseconds / 1000)));
}

/** A clock's words. @param {number} seconds */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Kilobytes as a person reads them. @param {number} bytes */
export function kilobytes(bytes) {
  return Math.ceil(bytes / 1000);
}

/**
 * @typedef {{what: "piece", from: number, to: number} | {what: "give"}} Wanted
 */

/** What to ask of the server now; null where there is nothing more to ask. @param {Voice} voice @returns {Wanted | null} */
export function wanted(voice) {
  if (voice.state !== "waiting" && voice.state !== "sending") return null;
  // How far it came before, the server knows best.
  if (voice.offset === null) return { what: "piece", from: 0, to: 0 };
  if (voice.offset >= voice.size) return { what: "give" };
  return { what: "piece", from: voice.offset, to: Math.min(voice.offset + PIECE, voice.size) };
}

/**
 * @typedef {{what: "sending"} | {what: "lost"} | {what: "resend"}
 *   | {what: "answered", answer: {offset?: number, type?: string, seq?: number, html?: string}}} Happened
 */

/** @param {Voice} voice @param {Happened} happened @returns {Voice} */
export function step(voice, happened) {
  switch (happened.what) {
    case "sending":
      return { ...voice, state: "sending" };
    case "lost":
      // Whether the last piece arrived, nobody can say from here.
      return { ...voice, state: "waiting", offset: null, attempt: voice.attempt + 1 };
    case "resend":
      return { ...voice, state: "waiting", offset: null, attempt: 0 };
    case "answered":
      return answered(voice, happened.answer);
  }
}

/** @param {Voice} voice @param {{offset?: number, type?: string, seq?: number, html?: string}} answer @returns {Voice} */
function answered(voice, { offset, type, seq, html }) {
  if (type === "receipt") return { ...voice, state: "done", seq: seq ?? 0 };
  if (type === "refusal") return { ...voice, state: "refused", html: html ?? "" };
  // What came was not what we have: it is sent anew, after a pause.
  if (type === "again") return { ...voice, state: "waiting", offset: null, attempt: voice.attempt + 1 };
  if (typeof offset !== "number") return step(voice, { what: "lost" });
  return { ...voice, offset: Math.min(offset, voice.size), attempt: 0 };
}
