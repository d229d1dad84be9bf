// A call: one connection for what we send, one for all we receive, spoken about over the room's socket.

import { START, hear, mayResume, mustRejoin, step, wanted } from "./call_state.js";
import { Held, codeOf } from "./devices.js";
import * as ladders from "./ladder.js";
import { Line } from "./line.js";
import { keep, recall } from "./line_memory.js";
import { Lookout } from "./lookout.js";
import { Wait } from "./patience.js";
import { Sending } from "./sending.js";
import { sort } from "./streams.js";
import { Turns } from "./turns.js";
import { Ways } from "./ways.js";

/**
 * @typedef {import("./call_state.js").State} State
 * @typedef {import("./call_state.js").Act} Act
 * @typedef {import("./call_state.js").Message} Message
 *
 * @typedef {() => {isAway: boolean, beat: number | null}} Pulse how the room's own socket stands
 * @typedef {{send: (message: object) => void, onState: (state: State) => void, pulse: Pulse}} Page
 *   `send` hands a message to the room's socket; `onState` is told every change
 */

/** Return a call that is not joined yet. @param {Page} page */
export function createCall(page) {
  return new Call(page);
}

class Call {
  /** @type {State} */
  state = START;
  /** What each sender's tile plays. @type {Map<string, MediaStream>} */
  streams = new Map();

  /** Our own picture, for ourselves. */
  get ownPicture() {
    return this.#held.picture;
  }

  /** @type {Line | null} */
  #down = null;
  #held = new Held();
  /** @type {Sending | null} */
  #sending = null;
  /** What we asked to receive last, so as not to ask twice. */
  #asked = "";
  #lookout = new Lookout(
    () => [this.#up, this.#down],
    (seen) => this.#see(seen),
  );
  #ways = new Ways();
  /** Messages about connections are followed one after another. */
  #turns = new Turns((error) => {
    // A description the browser cannot take: the person gets a word, the log the reason.
    console.error(error);
    this.#happen({ what: "line", pc: "down", line: "failed" });
  });
  #entry = new Wait(() => this.page.pulse(), () => this.#stayOut());
  /** Whether we have asked for our place and have no answer yet. */
  #isResuming = false;
  /** Whether somebody who listens has a line for thrifty sound only. */
  #isSparing = false;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    const { connection } = /** @type {{connection?: object}} */ (navigator);
    this.state = { ...START, ladder: ladders.begin(connection, recall()) };
  }

  // --- what the person does --------------------------------------------------------------

  /** Join with the microphone, and with the camera if it is wanted and can be had. */
  async join({ picture = false } = {}) {
    this.#happen({ what: "asked" });
    try {
      await this.#held.takeMicrophone();
    } catch (error) {
      this.#happen({ what: "failed", trouble: codeOf(error) });
      return;
    }
    if (this.state.phase !== "asking") {
      this.#held.giveBack(); // Left while the browser was still asking.
      return;
    }
    this.#enter();
    if (picture) await this.showCamera();
  }

  /** Join without sending anything. */
  listen() {
    this.#happen({ what: "asked" });
    this.#enter();
  }

  /** @param {boolean} isMuted */
  async setMuted(isMuted) {
    this.#held.isMuted = isMuted;
    await this.#showOwn();
  }

  async showCamera() {
    try {
      await this.#held.takeCamera();
    } catch (error) {
      this.#happen({ what: "noticed", trouble: codeOf(error) });
      return;
    }
    if (this.state.phase === "out") {
      this.#held.giveBack();
      return;
    }
    await this.#showOwn();
  }

  async hideCamera() {
    this.#held.giveCameraBack();
    await this.#showOwn();
  }

  /** @param {boolean} wanted receive pictures, or on a weak line sound alone */
  showPictures(wanted) {
    this.#happen({ what: "pictures", wanted });
    this.#askPictures();
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
    if (this.state.trouble !== trouble) this.#happen({ what: "noticed", trouble });
  }

  leave() {
    this.#ask("leave");
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
    if (wanted === this.#isSparing) return;
    this.#isSparing = wanted;
    this.#repack();
  }

  /** @param {Message} message a message of the room's socket whose `type` is "media" */
  receive(message) {
    const before = this.state;
    this.#set(hear(before, message));
    if (message.news === "slow" && message["pc"] === "down") this.#lookout.noteSlow();
    if (mustRejoin(before, message)) {
      this.#closeLines();
      this.#comeBack();
    } else if (mayResume(before, message)) {
      if (!this.#isResuming) this.#resume();
    } else if (message.news === "unavailable" || this.state.phase === "out") {
      this.#closeLines();
      if (this.state.phase === "out") this.#held.giveBack();
    } else {
      // The passes are at hand before a connection is made or mended with them.
      if (message["ice_servers"]) this.#ways.take(message["ice_servers"], performance.now());
      this.#turns.add(() => this.#follow(message));
    }
  }

  /** @param {Message} message */
  async #follow(message) {
    switch (message.news) {
      case "joined":
        this.#entry.end();
        this.#subscribe();
        if (this.#held.microphone) await this.#publish();
        break;
      case "resumed":
        this.#isResuming = false;
        this.#askPictures();
        await this.#showOwn();
        break;
      case "published":
        await this.#sending?.accept(message["sdp"], this.#wire());
        await this.#showOwn();
        break;
      case "offer":
        await this.#answer(message["sdp"], message["sections"]);
        break;
      case "candidate":
        await (message["pc"] === "up" ? this.#up : this.#down)?.add(message["candidate"]);
        break;
      case "hangup":
        await this.#hangUp(message["pc"]);
        break;
      default:
        break; // The state has taken what there was to take.
    }
  }

  // --- connections -----------------------------------------------------------------------

  get #up() {
    return this.#sending?.line ?? null;
  }

  #enter() {
    this.#happen({ what: "joining" });
    this.#happen({ what: "devices", ...this.#held.standing });
    this.#lookout.start();
    this.#askIn();
  }

  #askIn() {
    this.#entry.begin();
    this.#ask("join");
  }

  #stayOut() {
    if (this.state.phase !== "joining") return;
    this.#ask("leave");
    this.#goOut({ what: "failed", trouble: "connection.failed" });
  }

  #subscribe() {
    this.#asked = "";
    this.#ask("subscribe");
    this.#askPictures();
  }

  async #publish() {
    this.#up?.close();
    const line = this.#line("up", async () => {
      this.#ask("restart", { pc: "up", sdp: await sending.offer({ iceRestart: true }) });
    });
    const sending = new Sending(line);
    this.#sending = sending;
    await sending.fill(this.#held, this.#wire());
    this.#ask("publish", { sdp: await sending.offer() });
  }

  /** What fell finds a new way on the same place; all is asked for at once, for answers come slowly. */
  #resume() {
    this.#isResuming = true;
    this.#asked = "";
    this.#ask("resume", { feed: this.state.feed });
    for (const line of [this.#up, this.#down]) line?.mend();
  }

  /** @param {string} sdp @param {import("./streams.js").Section[]} sections */
  async #answer(sdp, sections) {
    if (this.state.phase !== "in") return;
    this.#down ??= this.#line("down", () => this.#ask("restart", { pc: "down" }));
    const { pc } = this.#down;
    await this.#down.hear({ type: "offer", sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    this.#ask("answer", { sdp: pc.localDescription?.sdp });
    sort(this.streams, pc, sections);
    this.page.onState(this.state);
  }

  /** @param {"up" | "down"} pc */
  async #hangUp(pc) {
    if (this.state.phase !== "in") return;
    if (pc === "down") {
      this.#down?.close();
      this.#down = null;
      this.#subscribe();
    } else if (this.#up) {
      await this.#publish();
    }
  }

  /** @param {"up" | "down"} pc @param {() => void} restart */
  #line(pc, restart) {
    return new Line(
      (candidate) => this.#ask("trickle", { pc, candidate }),
      (line) => this.#happen({ what: "line", pc, line }),
      restart,
      () => this.#ways.servers,
      this.page.pulse,
    );
  }

  // --- the ladder ------------------------------------------------------------------------

  #wire() {
    return ladders.wireOf(this.state.ladder.rung, this.#isSparing);
  }

  #repack() {
    this.#turns.add(async () => this.#sending?.pack(this.#wire()));
  }

  #askPictures() {
    const layers = wanted(this.state);
    const asked = JSON.stringify(layers);
    if (this.state.phase !== "in" || asked === this.#asked) return;
    this.#asked = asked;
    this.#ask("layers", layers);
  }

  /** @param {Parameters<Lookout["see"]>[0]} seen */
  #see(seen) {
    const { phase, ladder, up, down } = this.state;
    if (phase !== "in" && phase !== "text") return;
    this.#askPictures();
    if (phase === "in" && this.#ways.isTimeToAsk(performance.now())) this.#ask("ways");
    const measured = { ...seen, ...this.page.pulse(), isFailed: up === "failed" || down === "failed" };
    void this.#move(ladders.step(ladder, measured, performance.now()));
  }

  /** @param {import("./ladder.js").Ladder} ladder */
  async #move(ladder) {
    const before = this.state.ladder.rung;
    this.#happen({ what: "ladder", ladder });
    const { phase } = this.state;
    if (before === ladder.rung) return;
    keep(ladder);
    if (phase === "text") return this.#enter();
    if (phase !== "in") return;
    if (ladder.rung === "text") {
      this.#ask("leave");
      this.#closeLines();
      this.#comeBack();
      return;
    }
    this.#askPictures();
    this.#repack();
    await this.#showOwn();
  }

  /** Be in the call as our rung has it: with sound, or in text alone. */
  #comeBack() {
    if (this.state.ladder.rung !== "text") return this.#enter();
    this.#happen({ what: "rested" });
    this.#lookout.start();
  }

  // --- our own sound and picture ---------------------------------------------------------

  async #showOwn() {
    await this.#sending?.fill(this.#held, this.#wire());
    this.#happen({ what: "devices", ...this.#held.standing });
    if (this.state.phase === "in" && this.#up) {
      const { microphone, camera } = this.state;
      const picture = camera === "on" && this.#wire().picture !== null;
      this.#ask("own", { sound: microphone === "on", picture });
    }
  }

  #closeLines() {
    this.#entry.end();
    this.#turns.callOff();
    this.#isResuming = false;
    this.#up?.close();
    this.#down?.close();
    this.#down = this.#sending = null;
    this.streams.clear();
  }

  /** @param {Act} act */
  #goOut(act) {
    this.#lookout.stop();
    this.#closeLines();
    this.#held.giveBack();
    this.#happen(act);
  }

  /** @param {string} verb @param {object} [fields] */
  #ask(verb, fields = {}) {
    this.page.send({ type: "media", verb, ...fields });
  }

  /** @param {Act} act */
  #happen(act) {
    this.#set(step(this.state, act));
  }

  /** @param {State} state */
  #set(state) {
    this.state = state;
    this.page.onState(state);
  }
}
