// A call: one connection for what we send, one for all we receive, spoken about over the room's socket.

import { Place } from "./call_place.js";
import { hear, mayResume, mustRejoin } from "./call_state.js";
import { codeOf } from "./devices.js";
import { Incoming } from "./incoming.js";
import * as ladders from "./ladder.js";
import { keep } from "./line_memory.js";
import { Lookout } from "./lookout.js";
import { Outgoing } from "./outgoing.js";
import { Wait } from "./patience.js";
import { canCover, isOfKeys } from "./secrecy.js";
import { Turns } from "./turns.js";

/**
 * @typedef {import("./call_state.js").Act} Act
 * @typedef {import("./call_state.js").Message} Message
 * @typedef {import("./call_place.js").Page} Page
 * @typedef {import("./call_place.js").Pulse} Pulse
 */

/** Looks, two seconds apart, while a call may still be made anew as the meeting wants it. */
const MOST_EXPOSED = 2;

/** Return a call that is not joined yet. @param {Page} page */
export function createCall(page) {
  return new Call(page);
}

class Call {
  #place;
  #up;
  #down;
  #lookout = new Lookout(
    () => [this.#up.line, this.#down.line],
    (seen) => this.#see(seen),
  );
  /** Messages about connections are followed one after another. */
  #turns = new Turns((error) => {
    // A description the browser cannot take: the person gets a word, the log the reason.
    console.error(error);
    this.#place.happen({ what: "line", pc: "down", line: "failed" });
  });
  #entry = new Wait(() => this.#place.page.pulse(), () => this.#stayOut());
  /** Whether we have asked for our place and have no answer yet. */
  #isResuming = false;
  /** How often in a row we have seen that the call is not what the meeting wants. */
  #exposed = 0;

  /** @param {Page} page */
  constructor(page) {
    this.#place = new Place(page);
    this.#up = new Outgoing(this.#place);
    this.#down = new Incoming(this.#place);
  }

  get state() {
    return this.#place.state;
  }

  /** What each sender's tile plays. */
  get streams() {
    return this.#down.streams;
  }

  /** What we send: our devices are turned on and off there. */
  get own() {
    return this.#up;
  }

  // --- what the person does --------------------------------------------------------------

  /** Join with the microphone, and with the camera if it is wanted and can be had. */
  async join({ picture = false } = {}) {
    this.#place.happen({ what: "asked" });
    try {
      await this.#up.takeMicrophone();
    } catch (error) {
      this.#place.happen({ what: "failed", trouble: codeOf(error) });
      return;
    }
    if (this.state.phase !== "asking") {
      this.#up.giveBack(); // Left while the browser was still asking.
      return;
    }
    this.#enter();
    if (picture) await this.#up.showCamera();
  }

  /** Join without sending anything. */
  listen() {
    this.#place.happen({ what: "asked" });
    this.#enter();
  }

  /** @param {boolean} wanted receive pictures, or on a weak line sound alone */
  showPictures(wanted) {
    this.#place.happen({ what: "pictures", wanted });
    this.#down.askPictures();
  }

  /** @param {import("./ladder.js").Rung | null} rung hold this one, or (null) follow the line */
  async hold(rung) {
    await this.#move(ladders.choose(this.state.ladder, rung));
  }

  /** Begin anew after a failure, with the same devices. */
  retry() {
    this.#closeLines();
    this.#enter();
  }

  /** @param {string} trouble something the page noticed, by its code */
  notice(trouble) {
    if (this.state.trouble !== trouble) this.#place.happen({ what: "noticed", trouble });
  }

  leave() {
    this.#place.ask("leave");
    this.#goOut({ what: "left" });
  }

  // --- what the room and the server say --------------------------------------------------

  /** The room's socket is open, for the first time or again: what was asked for before is lost. */
  reopened() {
    if (this.state.phase === "joining") this.#askIn();
    else if (this.state.phase === "in" && this.state.feed) this.#resume();
  }

  /** @param {boolean} wanted whether our sound must spare the line of somebody who listens */
  spare(wanted) {
    if (wanted === this.#place.isSparing) return;
    this.#place.isSparing = wanted;
    this.#repack();
  }

  /** @param {Message} message a message of the room's socket whose `type` is "media" */
  receive(message) {
    // Keys wait for nothing: frames come by another way.
    if (isOfKeys(message)) return this.#place.secrecy?.hear(message);
    const before = this.state;
    this.#place.set(hear(before, message));
    if (message.news === "slow" && message["pc"] === "down") this.#lookout.noteSlow();
    if (mustRejoin(before, message)) {
      this.#closeLines();
      this.#comeBack();
    } else if (mayResume(before, message)) {
      if (!this.#isResuming) this.#resume();
    } else if (message.news === "unavailable" || this.state.phase === "out") {
      this.#closeLines();
      if (this.state.phase === "out") this.#up.giveBack();
    } else {
      // The passes are at hand before a connection is made or mended with them.
      if (message["ice_servers"]) this.#place.ways.take(message["ice_servers"], performance.now());
      this.#turns.add(() => this.#follow(message));
    }
  }

  /** @param {Message} message */
  async #follow(message) {
    switch (message.news) {
      case "joined":
        this.#entry.end();
        if (!(await this.#protect(message))) return;
        this.#down.subscribe();
        if (this.#up.hasMicrophone) await this.#up.publish();
        this.#up.askForScreen();
        break;
      case "resumed":
        this.#isResuming = false;
        this.#down.askPictures();
        await this.#up.show();
        this.#up.askForScreen();
        break;
      case "screen":
        await this.#up.hearScreen(message["allowed"]);
        break;
      case "published":
        await this.#up.accept(message["sdp"]);
        await this.#up.show();
        break;
      case "offer":
        await this.#down.answer(message["sdp"], message["sections"]);
        break;
      case "candidate":
        await (message["pc"] === "up" ? this.#up : this.#down).line?.add(message["candidate"]);
        break;
      case "hangup":
        await this.#hangUp(message["pc"]);
        break;
      default:
        break; // The state has taken what there was to take.
    }
  }

  // --- coming and going ------------------------------------------------------------------

  #enter() {
    this.#place.happen({ what: "joining" });
    this.#place.happen({ what: "devices", ...this.#up.standing });
    this.#lookout.start();
    this.#askIn();
  }

  #askIn() {
    this.#entry.begin();
    this.#place.ask("join");
  }

  #stayOut() {
    if (this.state.phase !== "joining") return;
    this.#place.ask("leave");
    this.#goOut({ what: "failed", trouble: "connection.failed" });
  }

  /** What fell finds a new way on the same place; all is asked for at once, for answers come slowly. */
  #resume() {
    this.#isResuming = true;
    this.#down.forget();
    this.#place.ask("resume", { feed: this.state.feed });
    for (const { line } of [this.#up, this.#down]) line?.mend();
  }

  /** Return whether we can go on: in a protected call only with our key shown. @param {Message} message */
  async #protect({ room, feed }) {
    // What the meeting has chosen is not there yet, or not at all: wait without sending.
    if (!room) return !this.#place.isExposed;
    if (!canCover()) {
      this.#giveUp("secrecy.unsupported");
      return false;
    }
    const shown = this.#place.protect(room, feed, () => this.#giveUp("secrecy.broken"));
    const { secrecy } = this.#place;
    await shown;
    return secrecy !== null && secrecy === this.#place.secrecy;
  }

  /** Nothing is ever sent plainly instead. @param {string} trouble */
  #giveUp(trouble) {
    this.#place.ask("leave");
    this.#goOut({ what: "failed", trouble });
  }

  /** @param {"up" | "down"} pc */
  async #hangUp(pc) {
    if (this.state.phase !== "in") return;
    if (pc === "down") this.#down.renew();
    else if (this.#up.line) await this.#up.publish();
  }

  /** Be in the call as our rung has it: with sound, or in text alone. */
  #comeBack() {
    if (this.state.ladder.rung !== "text") return this.#enter();
    this.#place.happen({ what: "rested" });
    this.#lookout.start();
  }

  #closeLines() {
    this.#entry.end();
    this.#turns.callOff();
    this.#isResuming = false;
    this.#up.close();
    this.#down.close();
    this.#place.unprotect();
  }

  /** @param {Act} act */
  #goOut(act) {
    this.#lookout.stop();
    this.#closeLines();
    this.#up.giveBack();
    this.#place.happen(act);
  }

  // --- the ladder ------------------------------------------------------------------------

  #repack() {
    this.#turns.add(() => this.#up.pack());
  }

  /** @param {Parameters<Lookout["see"]>[0]} seen */
  #see(seen) {
    const { phase, ladder, up, down } = this.state;
    if (phase !== "in" && phase !== "text") return;
    this.#exposed = phase === "in" && this.#place.isExposed ? this.#exposed + 1 : 0;
    if (this.#exposed > MOST_EXPOSED) return this.#giveUp("secrecy.missing");
    this.#down.askPictures();
    if (phase === "in" && this.#place.ways.isTimeToAsk(performance.now())) this.#place.ask("ways");
    const measured = { ...seen, ...this.#place.page.pulse(), isFailed: up === "failed" || down === "failed" };
    void this.#move(ladders.step(ladder, measured, performance.now()));
  }

  /** @param {import("./ladder.js").Ladder} ladder */
  async #move(ladder) {
    const before = this.state.ladder.rung;
    this.#place.happen({ what: "ladder", ladder });
    const { phase } = this.state;
    if (before === ladder.rung) return;
    keep(ladder);
    if (ladder.rung !== "picture") await this.#up.endScreen("screen.thin");
    if (phase === "text") return this.#enter();
    if (phase !== "in") return;
    if (ladder.rung === "text") {
      this.#place.ask("leave");
      this.#closeLines();
      this.#comeBack();
      return;
    }
    this.#down.askPictures();
    this.#repack();
    await this.#up.show();
  }
}
