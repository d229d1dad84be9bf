// Wakes a connection after an outage over the way it had: the media server still listens and sends there.

/** Milliseconds between two tries; one that comes in time takes a single way there and back. */
const EVERY = 1_000;

/** Tries; the house keeps a seat whose page is away for 75 seconds. */
const MOST_TRIES = 90;

/** What it was called that the media server listens at, before it is called something else. */
const FOUNDATION = /^candidate:\S+/;

/** @typedef {{address: string | null, port: number | null, protocol: string | null, type: string | null}} End */
/** @typedef {{local: End & {candidate?: string}, remote: End & {candidate?: string}}} Way */

/**
 * Return the media server's place as a place that was not heard of yet. A browser forgets a way on which nothing
 * came for half a minute, and takes no heed of a place it knows; under another foundation it tries it again, from
 * the port it had, with the words agreed on before.
 * @param {string} candidate
 * @param {number} time
 */
export function anew(candidate, time) {
  return candidate.replace(FOUNDATION, `candidate:again${time}`);
}

/**
 * Return whether both lead from one place to the same other: the media server sends to the place it knew.
 * @param {Way | null} one
 * @param {Way | null} other
 */
export function isSame(one, other) {
  if (!one || !other) return false;
  return isSameEnd(one.local, other.local) && isSameEnd(one.remote, other.remote);
}

/** @param {End} one @param {End} other */
function isSameEnd(one, other) {
  return (
    one.address === other.address &&
    one.port === other.port &&
    one.protocol === other.protocol &&
    one.type === other.type
  );
}

export class Waking {
  /** The way that carried before. @type {Way | null} */
  #way = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #tries = 0;

  /** @param {RTCPeerConnection} pc */
  constructor(pc) {
    this.pc = pc;
  }

  /** Remember what carries now; while we try to wake it, what carried before. */
  note() {
    if (!this.#timer) this.#way = carrying(this.pc) ?? this.#way;
  }

  /** Whether there is a way to come back to: not every browser says which it is. */
  get isPossible() {
    return Boolean(this.#way?.remote.candidate) && this.pc.signalingState === "stable";
  }

  /** Whether the connection stands, over the way that it had. */
  get isDone() {
    if (this.pc.connectionState !== "connected" || this.pc.signalingState !== "stable") return false;
    return !this.#timer || isSame(this.#way, carrying(this.pc));
  }

  begin() {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#try(), EVERY);
    this.#try();
  }

  end() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#tries = 0;
  }

  #try() {
    const section = bearing(this.pc);
    const candidate = this.#way?.remote.candidate;
    if (!section || !candidate || this.#tries >= MOST_TRIES || this.pc.connectionState === "connected") return;
    this.#tries += 1;
    const told = { candidate: anew(candidate, this.#tries), sdpMid: section.mid };
    // A browser that does not take it finds a new way later, as one that knows nothing of this.
    this.pc.addIceCandidate(told).catch(() => {});
  }
}

/** @param {RTCPeerConnection} pc */
function bearing(pc) {
  return pc.getTransceivers().find(({ mid, receiver }) => mid !== null && receiver.transport);
}

/** @param {RTCPeerConnection} pc @returns {Way | null} */
function carrying(pc) {
  const way = /** @type {any} */ (bearing(pc)?.receiver.transport?.iceTransport);
  return way?.getSelectedCandidatePair?.() ?? null;
}
