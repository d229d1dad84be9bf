// What a check has found so far, and what follows from it; nothing here touches the browser.

/**
 * @typedef {"browser" | "microphone" | "speaker" | "camera" | "line" | "way" | "relay" | "relay_tcp" | "back"} Step
 * @typedef {"down" | "up" | "beat" | "back_after"} Figure
 * @typedef {object} Check
 * @property {Partial<Record<Step, string>>} outcomes how each step ended; those not tried are missing
 * @property {Partial<Record<Figure, number>>} figures kbit/s and milliseconds
 * @typedef {{picture: number, sound: number, thrifty: number}} Limits in kbit/s
 */

/** @type {Check} */
export const START = { outcomes: { camera: "skipped" }, figures: {} };

/** Without these there is no result; the camera is a choice. @type {readonly Step[]} */
const NEEDED = ["browser", "microphone", "speaker", "line", "way", "relay", "relay_tcp", "back"];

/**
 * @param {Check} check
 * @param {Step} step
 * @param {string | null} outcome null: it is being tried anew
 * @param {Partial<Record<Figure, number>>} [more]
 * @returns {Check}
 */
export function noted({ outcomes, figures }, step, outcome, more = {}) {
  const now = { ...outcomes };
  if (outcome === null) delete now[step];
  else now[step] = outcome;
  return { outcomes: now, figures: { ...figures, ...more } };
}

/** Return the steps that still have to be done. @param {Check} check */
export function left({ outcomes }) {
  return NEEDED.filter((step) => !outcomes[step]);
}

/** Return what is sent to be kept, field by field. @param {Check} check */
export function entered({ outcomes, figures }) {
  const numbers = Object.entries(figures).map(([name, value]) => [name, String(Math.round(value))]);
  return { ...outcomes, ...Object.fromEntries(numbers) };
}

/**
 * Return which needed features a browser lacks.
 * @param {Record<string, unknown>} browser its window, or something like it
 */
export function lacking(browser) {
  return ["WebSocket", "RTCPeerConnection", "AudioContext", "fetch"].filter(
    (name) => typeof browser[name] !== "function",
  );
}

/** Return how loud a stretch of sound is, from 0 to 100. @param {Float32Array} samples from -1 to 1 */
export function loudness(samples) {
  const squares = samples.reduce((sum, each) => sum + each * each, 0);
  const decibels = 20 * Math.log10(Math.sqrt(squares / (samples.length || 1)) || 1e-6);
  // A quiet room lies about 60 dB below the loudest, speech at 40 to 10.
  return Math.max(0, Math.min(100, Math.round((decibels + 60) * (100 / 55))));
}

/** How loud a voice has to be, and how often, before we say that it is heard. */
const VOICE = 25;
const OFTEN = 3;

/** Whether somebody was heard. @param {readonly number[]} levels */
export function isHeard(levels) {
  return levels.filter((level) => level >= VOICE).length >= OFTEN;
}

/**
 * Return the speed of a load in kbit/s.
 * @param {number} bytes
 * @param {number} took in milliseconds, from asking to the last byte
 * @param {number} beat milliseconds of it that any question takes
 */
export function speed(bytes, took, beat) {
  // However fast: a load takes some time, and half of it at least is not the way there.
  const alone = Math.max(took - beat, took / 2, 1);
  return Math.round((bytes * 8) / alone);
}

/** Return what a line of this speed carries. @param {number} kbits @param {Limits} limits */
export function carries(kbits, limits) {
  if (kbits >= limits.picture) return "picture";
  if (kbits >= limits.sound) return "sound";
  return kbits >= limits.thrifty ? "thrifty" : "text";
}

/** Return the middle one: a single slow answer says little. @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * Return a sentence with its numbers in place of their {names}.
 * @param {string} sentence
 * @param {Record<string, string | number>} numbers
 */
export function filled(sentence, numbers) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(numbers[name] ?? whole));
}

/**
 * Return the part of the ways round a firewall that speaks TCP on port 443.
 * @param {RTCIceServer[]} servers
 * @returns {RTCIceServer[]}
 */
export function overTcp443(servers) {
  return servers.flatMap((server) => {
    const urls = [server.urls].flat().filter(isTcp443);
    return urls.length ? [{ ...server, urls }] : [];
  });
}

/** @param {string} url */
function isTcp443(url) {
  const [, scheme, port = "", query = ""] = /^(turns?):[^?]*?(?::(\d+))?(\?.*)?$/.exec(url) ?? [];
  if (port !== "443" || !scheme) return false;
  return scheme === "turns" ? !query.includes("udp") : query.includes("transport=tcp");
}
