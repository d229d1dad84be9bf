// What a page sends in a call: its microphone, its camera or a screen, and the connection that carries them.

import { Held, codeOf } from "./devices.js";
import { Sending } from "./sending.js";

/** @typedef {import("./call_place.js").Place} Place */

export class Outgoing {
  #held = new Held();
  /** @type {Sending | null} */
  #sending = null;

  /** @param {Place} place */
  constructor(place) {
    this.place = place;
  }

  get line() {
    return this.#sending?.line ?? null;
  }

  /** Our own picture, for ourselves. */
  get picture() {
    return this.#held.picture;
  }

  get hasMicrophone() {
    return this.#held.microphone !== null;
  }

  get standing() {
    return this.#held.standing;
  }

  // --- devices ---------------------------------------------------------------------------

  async takeMicrophone() {
    await this.#held.takeMicrophone();
  }

  /** @param {boolean} isMuted */
  async setMuted(isMuted) {
    this.#held.isMuted = isMuted;
    await this.show();
  }

  async showCamera() {
    try {
      await this.#held.takeCamera();
    } catch (error) {
      this.place.happen({ what: "noticed", trouble: codeOf(error) });
      return;
    }
    if (this.place.state.phase === "out") {
      this.#held.giveBack();
      return;
    }
    await this.show();
  }

  async hideCamera() {
    this.#held.giveCameraBack();
    await this.show();
  }

  giveBack() {
    if (this.#held.screen) this.place.ask("screen", { wanted: false });
    this.#held.giveBack();
  }

  // --- the screen ------------------------------------------------------------------------

  /** Let the person choose what to share; browsers ask only right after a touch, so the house comes second. */
  async shareScreen() {
    const { place } = this;
    place.happen({ what: "screen", standing: "choosing" });
    try {
      await this.#held.takeScreen(() => void this.endScreen());
    } catch (error) {
      place.happen({ what: "screen", standing: "none", why: codeOf(error) });
      return;
    }
    if (place.state.ladder.rung !== "picture") await this.endScreen("screen.thin");
    else if (place.state.phase !== "in") await this.endScreen();
    else this.askForScreen();
  }

  /** Ask the house whether our screen may be seen, for the first time or after an outage. */
  askForScreen() {
    if (!this.#held.screen) return;
    this.place.happen({ what: "screen", standing: "asking" });
    this.place.ask("screen", { wanted: true });
  }

  /** @param {boolean} isAllowed what the house says */
  async hearScreen(isAllowed) {
    if (isAllowed && this.#held.screen) this.#held.isScreenLet = true;
    else this.#held.giveScreenBack();
    // Who was shared before is not seen until we say that it is a camera again.
    await this.show();
  }

  /** @param {string | null} [why] where it was not the person */
  async endScreen(why = null) {
    if (!this.#held.screen) return;
    this.#held.giveScreenBack();
    this.place.happen({ what: "screen", standing: "none", why });
    await this.show();
    this.place.ask("screen", { wanted: false });
  }

  // --- the connection --------------------------------------------------------------------

  async publish() {
    this.close();
    const line = this.place.connect("up", async () => {
      this.place.ask("restart", { pc: "up", ...(await sending.restart()) });
    });
    const sending = new Sending(line, this.place.secrecy);
    this.#sending = sending;
    await sending.fill(this.#held, this.place.wire);
    const sealed = this.place.secrecy ? { sealed: true } : {};
    this.place.ask("publish", { sdp: await sending.offer(), ...sealed });
  }

  /** Take the server's answer to what was offered. @param {string} sdp */
  async accept(sdp) {
    await this.#sending?.accept(sdp, this.place.wire);
  }

  /** Pack anew what is being sent. */
  async pack() {
    await this.#sending?.pack(this.place.wire);
  }

  /** Send what is held now, and tell everybody what that is. */
  async show() {
    const { place } = this;
    await this.#sending?.fill(this.#held, place.wire);
    place.happen({ what: "devices", ...this.#held.standing });
    if (place.state.phase === "in" && this.line) {
      const { microphone, camera } = place.state;
      const screen = this.#held.shared !== null;
      const picture = (screen || camera === "on") && place.wire.picture !== null;
      place.ask("own", { sound: microphone === "on", picture, screen: screen && picture });
    }
  }

  close() {
    this.line?.close();
    this.#sending = null;
  }
}
