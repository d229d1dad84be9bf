// Asks of the server what a voice note needs next: one piece, or that it be made part of the record.

/** @typedef {import("./voice_state.js").Voice} Voice */
/** @typedef {import("./voice_state.js").Wanted} Wanted */

/** Milliseconds after which an answer is not waited for any more: a piece takes four seconds on a bad line. */
const PATIENCE = 30_000;

/**
 * @param {string} where of the note
 * @param {Voice} voice
 * @param {Wanted} wanted
 * @param {ArrayBuffer} bytes
 * @returns {Promise<Record<string, any>>}
 */
export async function ask(where, voice, wanted, bytes) {
  return wanted.what === "piece"
    ? post(`${where}piece/?${query(voice, wanted.from)}`, bytes.slice(wanted.from, wanted.to))
    : post(`${where}give/`, await whole(voice, bytes));
}

/** @param {Voice} voice @param {number} offset */
const query = ({ item, size }, offset) =>
  new URLSearchParams({ item, size: String(size), offset: String(offset) });

/** @param {Voice} voice @param {ArrayBuffer} bytes */
async function whole({ item, seconds, size }, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return new URLSearchParams({ item, sha256, seconds: String(seconds), size: String(size) });
}

/** @param {string} address @param {BodyInit} body @returns {Promise<Record<string, any>>} */
async function post(address, body) {
  const limit = new AbortController();
  const timer = window.setTimeout(() => limit.abort(), PATIENCE);
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const headers = { Accept: "application/json", ...token };
  if (body instanceof ArrayBuffer) headers["Content-Type"] = "application/octet-stream";
  try {
    const answer = await fetch(address, { method: "POST", body, headers, signal: limit.signal });
    // What will not be taken however often it is sent is for the person to decide about.
    if ([400, 403, 404].includes(answer.status)) return { type: "refusal" };
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      throw new Error(`no answer to a voice note: ${answer.status}`);
    }
    return await answer.json();
  } finally {
    window.clearTimeout(timer);
  }
}
