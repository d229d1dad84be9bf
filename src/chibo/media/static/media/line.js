// One connection with the media server: candidates wait for their description, a drop is mended.

import { WHOLE, step } from "./mending.js";
import { Wait } from "./patience.js";
import { Waking } from "./waking.js";

/** @typedef {import("./call_state.js").Line} LineState */

/** Milliseconds in which a way that carried before an outage carries again, if it is still there. */
export const GRACE = 1_000;

/** A connection and what it needs to come up and stay up. */
export class Line {
  /** @type {(RTCIceCandidateInit | null)[]} */
  #early = [];
  #mending = WHOLE;
  #isDescribed = false;
  /** @type {Wait} */
  #wait;
  #waking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #grace;

  /**
   * @param {(candidate: RTCIceCandidateInit | null) => void} tellCandidate
   * @param {(line: LineState) => void} tellState
   * @param {(line: Line) => void} restart asks the server for a new way
   * @param {() => RTCIceServer[]} servers the TURN servers with passes that are good now
   * @param {() => {isAway: boolean, beat: number | null}} pulse how the room's socket stands, over which we are answered
   * @param {object} [made] what else the connection is made with
   */
  constructor(tellCandidate, tellState, restart, servers, pulse, made = {}) {
    this.pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers: servers(), ...made });
    this.pc.onicecandidate = ({ candidate }) => tellCandidate(candidate?.toJSON() ?? null);
    this.pc.onconnectionstatechange = () => this.#changed();
    this.tellState = tellState;
    this.restart = restart;
    this.servers = servers;
    this.pulse = pulse;
    this.#waking = new Waking(this.pc);
    this.#wait = new Wait(pulse, () => this.#happen("overdue"));
    this.#await();
  }

  /**
   * Set what the other side said, and then the ways to it that came before.
   * @param {RTCSessionDescriptionInit} description
   */
  async hear(description) {
    await this.pc.setRemoteDescription(description);
    this.#isDescribed = true;
    for (const candidate of this.#early.splice(0)) await this.add(candidate);
    // A new way may be agreed on before the old one is given up: then nothing changes.
    if (this.pc.connectionState === "connected") this.#changed();
  }

  /** @param {RTCIceCandidateInit | null} candidate a way to the server, or that there are no more */
  async add(candidate) {
    if (!this.#isDescribed) this.#early.push(candidate);
    else if (this.pc.signalingState !== "closed") {
      await this.pc.addIceCandidate(candidate ?? undefined);
    }
  }

  close() {
    this.#wait.end();
    this.#endWaking();
    this.pc.onconnectionstatechange = null;
    this.pc.onicecandidate = null;
    this.pc.close();
  }

  /** After an outage: find a new way now, if the one we had does not carry any more. */
  mend() {
    clearTimeout(this.#grace);
    if (this.#waking.isDone || !this.#waking.isPossible) this.#judge();
    // What is said of a new way fills a thin line for seconds: first the old one is given a moment.
    else this.#grace = setTimeout(() => this.#judge(), GRACE);
  }

  #judge() {
    const isDone = this.#waking.isDone;
    this.#endWaking();
    if (!isDone) this.#happen("reopened");
    // What was asked for on the way down and never answered is not needed any more.
    else this.#changed();
  }

  #endWaking() {
    clearTimeout(this.#grace);
    this.#waking.end();
  }

  #await() {
    this.tellState("connecting");
    this.#wait.begin();
  }

  #changed() {
    const state = this.pc.connectionState;
    if (state === "connected" || state === "disconnected") this.#waking.note();
    if (state === "connected" || state === "failed") this.#happen(state);
  }

  /** @param {import("./mending.js").Happened} happened */
  #happen(happened) {
    const [mending, todo] = step(this.#mending, happened);
    this.#mending = mending;
    if (todo === "ask") return this.#ask();
    if (todo === null) return;
    this.#wait.end();
    this.tellState(todo);
  }

  #ask() {
    this.#await();
    // Nobody hears us ask: until somebody does, the old way is tried.
    if (this.pulse().isAway && this.#waking.isPossible) return this.#waking.begin();
    this.#endWaking();
    // What comes from now on are ways of the new description: with the old one they would lead nowhere.
    this.#isDescribed = false;
    this.#early = [];
    // Only now: other passes make the browser seek a new way with its next offer, whatever that is for.
    this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: this.servers() });
    this.restart(this);
  }
}
