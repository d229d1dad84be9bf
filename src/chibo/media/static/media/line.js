// One connection with the media server: candidates wait for their description, a drop is mended.

/** Milliseconds a connection may take; a person should not wait longer for a word. */
export const PATIENCE = 15_000;

const MOST_RESTARTS = 3;

/** @typedef {import("./call_state.js").Line} LineState */

/** A connection and what it needs to come up and stay up. */
export class Line {
  /** @type {(RTCIceCandidateInit | null)[]} */
  #early = [];
  #restarts = 0;
  #isDescribed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {(candidate: RTCIceCandidateInit | null) => void} tellCandidate
   * @param {(line: LineState) => void} tellState
   * @param {(line: Line) => void} restart asks the server for a new way
   * @param {() => RTCIceServer[]} servers the TURN servers with passes that are good now
   */
  constructor(tellCandidate, tellState, restart, servers) {
    this.pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers: servers() });
    this.pc.onicecandidate = ({ candidate }) => tellCandidate(candidate?.toJSON() ?? null);
    this.pc.onconnectionstatechange = () => this.#changed();
    this.tellState = tellState;
    this.restart = restart;
    this.servers = servers;
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
    clearTimeout(this.#timer);
    this.pc.onconnectionstatechange = null;
    this.pc.onicecandidate = null;
    this.pc.close();
  }

  #await() {
    clearTimeout(this.#timer);
    this.tellState("connecting");
    this.#timer = setTimeout(() => this.tellState("failed"), PATIENCE);
  }

  #changed() {
    const state = this.pc.connectionState;
    if (state === "connected") {
      clearTimeout(this.#timer);
      this.#restarts = 0;
      this.tellState("connected");
    } else if (state === "failed") {
      this.#mend();
    }
  }

  /** After an outage: find a new way now, if this one does not carry any more. */
  mend() {
    this.#restarts = 0;
    if (this.pc.connectionState !== "connected" || this.pc.signalingState !== "stable") this.#mend();
    // What was asked for on the way down and never answered is not needed any more.
    else this.#changed();
  }

  #mend() {
    this.#restarts += 1;
    if (this.#restarts > MOST_RESTARTS) {
      this.tellState("failed");
      return;
    }
    this.#await();
    // Only now: other passes make the browser seek a new way with its next offer, whatever that is for.
    this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: this.servers() });
    this.restart(this);
  }
}
