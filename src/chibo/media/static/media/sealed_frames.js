// Frames of sound and picture, sealed with the sender's key: docs/secrecy.md has the form of each.

/** @typedef {"audio" | "video"} Kind */

/** Bytes of the key of a frame, and of what its numbers begin with; together what is handed from page to page. */
export const KEY = 32, PREFIX = 8;
/** A sealed frame ends with its count and with the number of its key. */
const COUNT = 4, NUMBER = 2;
const END = COUNT + NUMBER;
const TAG = 16;
/** No key seals more frames than this: no number is ever used twice. */
export const MOST = 2 ** 32;
/** How far frames may overtake each other; none is opened twice. */
const WINDOW = 1024;

/**
 * Return how many bytes stay readable. RFC 6386, 9.1: by the first bit of VP8 the media server and the
 * browser tell a key frame from others, by the ten bytes of a key frame its size. Of sound, none.
 * @param {Kind} kind @param {Uint8Array} frame
 */
export function readable(kind, frame) {
  if (kind === "audio") return 0;
  return (frame[0] ?? 0) & 1 ? 1 : 10;
}

/** Return the number of the key a frame was sealed with. @param {Uint8Array} frame */
export function numberOf(frame) {
  if (frame.length < END + TAG) return null;
  return new DataView(frame.buffer, frame.byteOffset).getUint16(frame.length - NUMBER);
}

/** @param {Uint8Array} raw @returns {Promise<CryptoKey>} a key that no script can read again */
function imported(raw) {
  const bytes = raw.slice(0, KEY);
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** What a sender does with its key. */
export class Sealer {
  #count = 0;

  /** @param {CryptoKey} key @param {Uint8Array} prefix @param {number} number @param {string} of whose frames, in which room */
  constructor(key, prefix, number, of) {
    this.key = key;
    this.prefix = prefix;
    this.number = number;
    this.of = of;
  }

  /** @param {Uint8Array} raw @param {number} number @param {string} of @param {number} [begin] */
  static async from(raw, number, of, begin = 0) {
    const sealer = new Sealer(await imported(raw), raw.slice(KEY), number, of);
    sealer.#count = begin;
    return sealer;
  }

  /**
   * Return the frame as it may leave the device, or null: then nothing may leave.
   * @param {Kind} kind @param {Uint8Array} frame
   */
  async seal(kind, frame) {
    const clear = readable(kind, frame);
    if (this.#count >= MOST || frame.length < clear) return null;
    const end = new Uint8Array(END);
    const view = new DataView(end.buffer);
    // Taken at once: whoever waits below waits with a count that nobody else has.
    view.setUint32(0, this.#count++);
    view.setUint16(COUNT, this.number);
    const head = frame.subarray(0, clear);
    const how = algorithm(this.prefix, end, bound(this.of, kind, head, end));
    const body = await crypto.subtle.encrypt(how, this.key, frame.slice(clear));
    return joined(head, new Uint8Array(body), end);
  }
}

/** What a receiver does with a sender's key. */
export class Opener {
  /** Which counts were seen last, for each kind. @type {Record<Kind, {highest: number, seen: Set<number>}>} */
  #seen = { audio: { highest: -1, seen: new Set() }, video: { highest: -1, seen: new Set() } };

  /** @param {CryptoKey} key @param {Uint8Array} prefix @param {string} of */
  constructor(key, prefix, of) {
    this.key = key;
    this.prefix = prefix;
    this.of = of;
  }

  /** @param {Uint8Array} raw @param {string} of */
  static async from(raw, of) {
    return new Opener(await imported(raw), raw.slice(KEY), of);
  }

  /**
   * Return what was sealed, or null where it is not from this sender, was changed, or has come before.
   * @param {Kind} kind @param {Uint8Array} frame
   */
  async open(kind, frame) {
    const clear = readable(kind, frame);
    if (frame.length < clear + TAG + END) return null;
    const head = frame.subarray(0, clear), end = frame.slice(-END);
    const how = algorithm(this.prefix, end, bound(this.of, kind, head, end));
    try {
      const body = await crypto.subtle.decrypt(how, this.key, frame.slice(clear, -END));
      return this.#isFresh(kind, countIn(end)) ? joined(head, new Uint8Array(body)) : null;
    } catch {
      return null;
    }
  }

  /** @param {Kind} kind @param {number} count */
  #isFresh(kind, count) {
    const known = this.#seen[kind];
    if (known.seen.has(count) || count <= known.highest - WINDOW) return false;
    known.seen.add(count);
    known.highest = Math.max(known.highest, count);
    if (known.seen.size > 2 * WINDOW) {
      for (const old of known.seen) if (old <= known.highest - WINDOW) known.seen.delete(old);
    }
    return true;
  }
}

/** @param {Uint8Array} end */
function countIn(end) {
  return new DataView(end.buffer).getUint32(0);
}

/** @param {Uint8Array} prefix @param {Uint8Array} end @param {Uint8Array} additionalData */
function algorithm(prefix, end, additionalData) {
  return { name: "AES-GCM", iv: joined(prefix, end.subarray(0, COUNT)), additionalData };
}

/**
 * Return what a frame is bound to: taken out of its place it opens nowhere.
 * @param {string} of @param {Kind} kind @param {Uint8Array} head @param {Uint8Array} end
 */
function bound(of, kind, head, end) {
  return joined(new TextEncoder().encode(`chibo frame 1\n${of}\n${kind}\n`), head, end);
}

/** @param {Uint8Array[]} parts */
function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
