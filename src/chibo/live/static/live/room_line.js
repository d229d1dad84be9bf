// The socket of the room: opened, kept alive, opened again. What is said over it is others' business.

import { hearTime } from "./clock.js";
import { Strand } from "./strand.js";

/**
 * How often we ask whether the other side is there, how long an answer may take, and how long the
 * socket may take to open. In a call a lost line is found out soon: sound waits for nothing else.
 */
export const CALM = { beat: 15_000, patience: 10_000, opening: 15_000 };
/** While we come into a call: how slow the line is must be known, and it may still carry the rest of the page. */
export const COMING = { beat: 2_500, patience: 15_000, opening: 15_000 };
export const EAGER = { beat: 2_500, patience: 6_000, opening: 4_000 };
/** While sound seeks a new way, which fills a thin line for seconds: a heartbeat that comes late then is no loss. */
export const SEEKING = { beat: 2_500, patience: 15_000, opening: 4_000 };

/** How long an act may be without any word from the server before the line is taken for lost. */
const ANSWERED_WITHIN = 8_000;

/**
 * @typedef {object} Listener
 * @property {() => void} opened
 * @property {(message: Record<string, any>) => void} heard
 * @property {(code: number) => void} closed
 */

export class RoomLine {
  /** @type {WebSocket | null} */
  #socket = null;
  #beat = 0;
  #deadline = 0;
  #pace = CALM;
  /** When the heartbeat was sent that has no answer yet; 0 for none. */
  #askedAt = 0;
  /** @type {number | null} */
  #roundTrip = null;
  /** What came and is being unpacked: one message after the other. @type {Promise<void>} */
  #reading = Promise.resolve();
  /** How this socket's packed messages are read, once the server packs them as one strand. @type {Strand | null} */
  #strand = null;

  /** @param {string} path @param {Listener} listener */
  constructor(path, listener) {
    this.path = path;
    this.listener = listener;
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}${this.path}`);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    // A connection begun while the line is away would be tried again only after half a minute.
    this.#deadline = window.setTimeout(() => this.close(), this.#pace.opening);
    socket.onopen = () => {
      this.#calm();
      this.#keepBeating();
      this.listener.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#calm();
      this.#reading = this.#reading.then(() => this.#read(socket, data));
    };
    socket.onclose = ({ code }) => this.#ended(socket, code);
  }

  close() {
    if (this.#socket) this.#ended(this.#socket, 1000);
  }

  /** @param {object} message @returns {boolean} whether it could be handed over */
  say(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** @param {WebSocket} socket @param {string | ArrayBuffer} data */
  async #read(socket, data) {
    if (socket !== this.#socket) return;
    const message = JSON.parse(await this.#unpacked(data));
    if (socket !== this.#socket) return;
    if (message.type === "strand") {
      this.#strand = new Strand();
      return;
    }
    if (message.type !== "pong") return this.listener.heard(message);
    this.#roundTrip = performance.now() - this.#askedAt;
    this.#askedAt = 0;
    hearTime(Number(message.at));
  }

  /** @param {string | ArrayBuffer} data @returns {Promise<string>} */
  async #unpacked(data) {
    if (typeof data === "string") return data;
    if (!this.#strand) return unpacked(data);
    return this.#strand.read(data).catch((error) => {
      // What comes next means nothing without this piece: everything is told anew over another socket.
      this.close();
      throw error;
    });
  }

  /** Something was said that is answered: where no word comes, the calm heartbeat is too calm. */
  expect() {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#deadline ||= window.setTimeout(() => this.close(), ANSWERED_WITHIN);
  }

  /** @param {typeof CALM} pace how soon a lost line must be found out */
  pace(pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#keepBeating();
    this.#ping();
  }

  /** Return how the line stands; the beat is that of the last answer, or of the one still missing. */
  pulse() {
    const waiting = this.#askedAt ? performance.now() - this.#askedAt : 0;
    const beat = this.#roundTrip === null ? waiting || null : Math.max(this.#roundTrip, waiting);
    return { isAway: this.#socket?.readyState !== WebSocket.OPEN, beat };
  }

  #keepBeating() {
    window.clearInterval(this.#beat);
    this.#beat = window.setInterval(() => this.#ping(), this.#pace.beat);
  }

  #ping() {
    // One question at a time: the next would put off finding out that nobody answers.
    if (this.#askedAt || !this.say({ type: "ping" })) return;
    this.#askedAt = performance.now();
    this.#deadline ||= window.setTimeout(() => this.close(), this.#pace.patience);
  }

  #calm() {
    window.clearTimeout(this.#deadline);
    this.#deadline = 0;
  }

  /** @param {WebSocket} socket @param {number} code */
  #ended(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#strand = null;
    this.#reading = Promise.resolve();
    window.clearInterval(this.#beat);
    this.#calm();
    this.#askedAt = 0;
    this.#roundTrip = null;
    // A phone that lost its line closes this socket only after minutes: we no longer listen.
    socket.onclose = socket.onmessage = null;
    socket.close();
    this.listener.closed(code);
  }
}

/** Whether this browser can read packed messages. */
export const unpacks = "DecompressionStream" in globalThis;

/** @param {ArrayBuffer} data */
export function unpacked(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}
