// Looks at the line every two seconds while there is a call, and says what is measured.

import { between, read } from "./measuring.js";

const EVERY = 2_000;

/** @typedef {import("./line.js").Line | null} MaybeLine */

export class Lookout {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {import("./measuring.js").Reading | null} */
  #before = null;
  #isSlow = false;

  /**
   * @param {() => [MaybeLine, MaybeLine]} lines what we send over, and what we receive over
   * @param {(seen: ReturnType<typeof between> & {isSlow: boolean}) => void} see
   */
  constructor(lines, see) {
    this.lines = lines;
    this.see = see;
  }

  start() {
    clearInterval(this.#timer);
    this.#timer = setInterval(this.#look, EVERY);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** The server has said that what it sends us is lost. */
  noteSlow() {
    this.#isSlow = true;
  }

  #look = async () => {
    const lines = this.lines();
    const [up, down] = await Promise.all(lines.map(figures));
    // What was measured of a connection that has been given up says nothing about the next.
    if (this.lines().some((line, place) => line !== lines[place])) return;
    const now = read(up ?? [], down ?? []);
    const seen = { ...between(this.#before, now), isSlow: this.#isSlow };
    this.#before = now;
    this.#isSlow = false;
    this.see(seen);
  };
}

/** @param {MaybeLine} line @returns {Promise<Record<string, any>[]>} */
async function figures(line) {
  return line ? [...(await line.pc.getStats()).values()] : [];
}
