// The microphone, for a minute at most: what it heard comes out by the second and at the end as a whole.

import { LONGEST, RATE, secondsOf, TYPES } from "./voice_state.js";

/** Why there is no recording, as the page words it. @param {unknown} error */
export function trouble(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "unable";
}

/** Whether this browser records on this page at all. */
export const canRecord = () =>
  typeof MediaRecorder === "function" && Boolean(navigator.mediaDevices) && Boolean(crypto.subtle);

/**
 * @typedef {object} Means
 * @property {(seconds: number) => void} ticked
 * @property {(bytes: ArrayBuffer, seconds: number, type: string) => void} heard what there is so far
 * @property {(bytes: ArrayBuffer, seconds: number, type: string) => void} done
 */

export class VoiceRecorder {
  #isGivenUp = false;
  /** @type {Blob[]} */
  #pieces = [];

  /** @param {MediaStream} stream @param {Means} means */
  constructor(stream, means) {
    this.stream = stream;
    this.means = means;
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const options = { audioBitsPerSecond: RATE, ...(mimeType && { mimeType }) };
    this.recorder = new MediaRecorder(stream, options);
    this.recorder.addEventListener("dataavailable", (event) => this.#take(event.data));
    this.recorder.addEventListener("stop", () => this.#end());
    this.begun = performance.now();
    this.ended = 0;
    this.recorder.start(1000);
    this.clock = window.setInterval(() => this.#tick(), 250);
  }

  /** @param {Means} means */
  static async begin(means) {
    const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true };
    return new VoiceRecorder(await navigator.mediaDevices.getUserMedia({ audio }), means);
  }

  stop() {
    if (this.recorder.state === "inactive") return;
    this.ended = performance.now();
    this.recorder.stop();
  }

  giveUp() {
    this.#isGivenUp = true;
    this.stop();
  }

  get #milliseconds() {
    return (this.ended || performance.now()) - this.begun;
  }

  #tick() {
    this.means.ticked(Math.min(LONGEST, Math.floor(this.#milliseconds / 1000)));
    if (this.#milliseconds >= LONGEST * 1000) this.stop();
  }

  /** @param {Blob} piece */
  async #take(piece) {
    if (!piece.size) return;
    this.#pieces.push(piece);
    if (this.recorder.state === "inactive" || this.#isGivenUp) return;
    const bytes = await new Blob(this.#pieces).arrayBuffer();
    // The whole may have been given meanwhile, and a part never takes its place.
    if (this.ended === 0) this.means.heard(bytes, secondsOf(this.#milliseconds), this.recorder.mimeType);
  }

  async #end() {
    window.clearInterval(this.clock);
    for (const track of this.stream.getTracks()) track.stop();
    // A microphone that was pulled out ends it too.
    this.ended ||= performance.now();
    if (this.#isGivenUp) return;
    const bytes = await new Blob(this.#pieces).arrayBuffer();
    this.means.done(bytes, secondsOf(this.#milliseconds), this.recorder.mimeType);
  }
}
