// The socket of the room: opened, kept alive, opened again. What is said over it is others' business.

import { hearTime } from "./clock.js";

const HEARTBEAT = 15_000;
const PATIENCE = 10_000;

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
  /** What came and is being unpacked: one message after the other. @type {Promise<void>} */
  #reading = Promise.resolve();

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
    socket.onopen = () => {
      this.#beat = window.setInterval(() => this.#ping(), HEARTBEAT);
      this.listener.opened();
    };
    socket.onmessage = ({ data }) => {
      window.clearTimeout(this.#deadline);
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
    const message = JSON.parse(typeof data === "string" ? data : await unpacked(data));
    if (message.type === "pong") hearTime(Number(message.at));
    else if (socket === this.#socket) this.listener.heard(message);
  }

  #ping() {
    if (!this.say({ type: "ping" })) return;
    window.clearTimeout(this.#deadline);
    this.#deadline = window.setTimeout(() => this.close(), PATIENCE);
  }

  /** @param {WebSocket} socket @param {number} code */
  #ended(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    window.clearInterval(this.#beat);
    window.clearTimeout(this.#deadline);
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
