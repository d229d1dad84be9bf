// A page's place in a call: how it stands there, what it asks of its seat, and its way to the media server.

import { START, step } from "./call_state.js";
import * as ladders from "./ladder.js";
import { Line } from "./line.js";
import { recall } from "./line_memory.js";
import { COVERED, Secrecy } from "./secrecy.js";
import { Ways } from "./ways.js";

/**
 * @typedef {import("./call_state.js").State} State
 * @typedef {import("./call_state.js").Act} Act
 *
 * @typedef {() => {isAway: boolean, beat: number | null}} Pulse how the room's own socket stands
 * @typedef {object} Page
 * @property {(message: object) => void} send hands a message to the room's socket
 * @property {(state: State) => void} onState is told every change
 * @property {Pulse} pulse
 * @property {string} worker where the keeper of keys is
 * @property {() => boolean} isToBeProtected whether the meeting has it that the call is encrypted between the devices
 */

export class Place {
  /** @type {State} */
  state;
  ways = new Ways();
  /** Whether somebody who listens has a line for thrifty sound only. */
  isSparing = false;
  /** While the call is protected: through whom everything goes. @type {Secrecy | null} */
  secrecy = null;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    const { connection } = /** @type {{connection?: object}} */ (navigator);
    this.state = { ...START, ladder: ladders.begin(connection, recall()) };
  }

  /** What our rung means on the wire. */
  get wire() {
    return ladders.wireOf(this.state.ladder.rung, this.isSparing);
  }

  /** @param {string} verb @param {object} [fields] */
  ask(verb, fields = {}) {
    this.page.send({ type: "media", verb, ...fields });
  }

  /** @param {Act} act */
  happen(act) {
    this.set(step(this.state, act));
  }

  /** @param {State} state */
  set(state) {
    this.state = state;
    this.secrecy?.follow(state);
    this.page.onState(state);
  }

  /** Show again what the state does not say: which tracks there are. */
  show() {
    this.page.onState(this.state);
  }

  /** Return a connection that tells its ways and how it stands. @param {"up" | "down"} pc @param {() => void} restart */
  connect(pc, restart) {
    return new Line(
      (candidate) => this.ask("trickle", { pc, candidate }),
      (line) => this.happen({ what: "line", pc, line }),
      restart,
      () => this.ways.servers,
      this.page.pulse,
      this.secrecy ? COVERED : {},
    );
  }

  /**
   * Let nothing be sent or received from here on but through the keeper of the keys; ends when our key is shown.
   * @param {string} room @param {string} feed @param {() => void} failed
   */
  async protect(room, feed, failed) {
    this.secrecy = new Secrecy(this.page.worker, { room, feed }, {
      say: ({ verb, ...fields }) => this.ask(verb, fields),
      tell: (told) => this.happen({ what: "secrecy", told }),
      failed,
    });
    this.secrecy.follow(this.state);
    await this.secrecy.introduced;
  }

  /** Whether nothing may pass: the call is another one than the meeting wants. */
  get isExposed() {
    return this.secrecy === null && this.page.isToBeProtected();
  }

  unprotect() {
    this.secrecy?.close();
    this.secrecy = null;
  }
}
