// The socket of a check: opened, asked how fast it answers, closed.

/** Milliseconds after which a question has no answer. */
const PATIENCE = 10_000;

/** The socket was closed because somebody checks too often. */
export const TOO_MUCH = 4429;

export class LineError extends Error {}

export class CheckLine {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {(() => void)[]} */
  #pongs = [];

  /** Told every message about sound. @type {(message: Record<string, any>) => void} */
  heard = () => {};
  /** Told that the socket is gone. @type {(why: LineError) => void} */
  lost = () => {};

  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  /** Open it and return when it answers. @returns {Promise<void>} */
  async open() {
    this.close();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}${this.path}`);
    this.#socket = socket;
    await within(
      PATIENCE,
      new Promise((done, fail) => {
        socket.onopen = () => done(undefined);
        socket.onclose = () => fail(new LineError("closed"));
      }),
    );
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    // Who is not let in hears of it only after the socket has opened.
    await new Promise((done, fail) => {
      socket.onclose = ({ code }) => fail(new LineError(code === TOO_MUCH ? "often" : "closed"));
      this.beat().then(done, fail);
    });
    socket.onclose = () => this.lost(new LineError("closed"));
  }

  /** Return how long an answer takes, in milliseconds. @returns {Promise<number>} */
  async beat() {
    const askedAt = performance.now();
    const answered = new Promise((done) => this.#pongs.push(() => done(undefined)));
    this.say({ type: "ping" });
    await within(PATIENCE, answered);
    return performance.now() - askedAt;
  }

  /** @param {object} message */
  say(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    this.#pongs = [];
    if (!socket) return;
    socket.onclose = socket.onmessage = null;
    socket.close();
  }

  /** @param {Record<string, any>} message */
  #hear(message) {
    if (message["type"] === "pong") this.#pongs.shift()?.();
    else this.heard(message);
  }
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} awaited
 * @returns {Promise<T>}
 */
export function within(milliseconds, awaited) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new LineError("late")), milliseconds);
  });
  return /** @type {Promise<T>} */ (
    Promise.race([awaited, late]).finally(() => clearTimeout(timer))
  );
}
