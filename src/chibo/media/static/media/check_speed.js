// How fast a line is: a few bytes down and up, more of them only where the first were fast.

import { speed } from "./check_state.js";
import { LineError } from "./check_line.js";

const BYTES = { small: 20_000, large: 160_000 };
/** A small load that takes longer would take minutes when large. */
const FAST = 1_500;
const PATIENCE = 20_000;

/** @typedef {keyof typeof BYTES} Size */
/** @typedef {(size: Size, signal: AbortSignal) => Promise<Response>} Load */

/**
 * Return the speeds of a line in kbit/s.
 * @param {string} address
 * @param {string} token without which nothing may be sent
 * @param {number} beat how long any answer takes
 */
export async function measured(address, token, beat) {
  /** @type {Load} */
  const fetched = (size, signal) => fetch(`${address}?size=${size}`, { cache: "no-store", signal });
  /** @type {Load} */
  const sent = (size, signal) =>
    fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
      body: noise(BYTES[size]),
      signal,
    });
  return { down: await kbits(fetched, beat), up: await kbits(sent, beat) };
}

/** @param {Load} load @param {number} beat */
async function kbits(load, beat) {
  const first = await timed(load, "small");
  if (first > FAST) return speed(BYTES.small, first, beat);
  return speed(BYTES.large, await timed(load, "large"), beat);
}

/** Return how long a load took; one that never ends took as long as we wait. @param {Load} load @param {Size} size */
async function timed(load, size) {
  const signal = AbortSignal.timeout(PATIENCE);
  const began = performance.now();
  try {
    const answer = await load(size, signal);
    await answer.arrayBuffer();
    if (answer.status === 429) throw new LineError("often");
    if (!answer.ok) throw new LineError("closed");
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "TimeoutError") throw error;
  }
  return performance.now() - began;
}

/** Return bytes that nothing on the way can make fewer. @param {number} count */
function noise(count) {
  const bytes = new Uint8Array(count);
  // The browser gives chance in portions of this size at most.
  for (let place = 0; place < count; place += 65_536) {
    crypto.getRandomValues(bytes.subarray(place, place + 65_536));
  }
  return bytes;
}
