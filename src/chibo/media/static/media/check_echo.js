// A lone echo: one connection sends a tone to the media server, another has it back.

import { LineError, within } from "./check_line.js";

/** Milliseconds the way there and back may take to be found. */
const PATIENCE = 20_000;
const LOOK_EVERY = 150;
/** So much sound has to come back: the first packet alone could be chance. */
const ENOUGH = 5;
/** A connection that stood and fell is tried anew, as in a call; one that never stood is not. */
const TRIES = 3;

/** The server has no sound; the message is its code. */
export class SilentError extends Error {}

/** @typedef {"talker" | "listener"} End */
/** @typedef {Record<string, any>} Message */

export class Echo {
  /** @type {Map<string, (message: Message) => void>} */
  #awaited = new Map();
  /** @type {Message[]} */
  #early = [];
  /** @type {Partial<Record<End, RTCPeerConnection>>} */
  #connections = {};
  /** @type {Partial<Record<End, RTCIceCandidateInit[]>>} */
  #candidates = {};
  /** @type {(why: Error) => void} */
  #fail = () => {};
  /** Whether any of the connections ever stood. */
  #hasMet = false;
  /** What the server says of the ways round a firewall. @type {RTCIceServer[]} */
  ways = [];

  /** @param {import("./check_line.js").CheckLine} line @param {MediaStreamTrack} tone */
  constructor(line, tone) {
    this.line = line;
    this.tone = tone;
  }

  /**
   * Call ourselves and return when we hear ourselves; throw `SilentError` where there is no sound.
   * @param {(ways: RTCIceServer[]) => RTCConfiguration} choose by which ways to go, of those there are
   */
  async run(choose) {
    for (let tried = 1; ; tried += 1) {
      this.#hasMet = false;
      try {
        return await this.#once(choose);
      } catch (error) {
        this.close();
        if (!this.#hasMet || tried === TRIES) throw error;
      }
    }
  }

  /** @param {(ways: RTCIceServer[]) => RTCConfiguration} choose */
  async #once(choose) {
    const failed = new Promise((_, fail) => (this.#fail = fail));
    this.line.heard = (message) => this.#hear(message);
    this.line.lost = (why) => this.#fail(why);
    this.#awaited.clear();
    this.#candidates = {};
    await within(PATIENCE, Promise.race([this.#call(choose), failed]));
  }

  /** Give both connections up. */
  close() {
    for (const connection of Object.values(this.#connections)) connection.close();
    this.#connections = {};
    this.#fail(new LineError("closed"));
  }

  /** @param {(ways: RTCIceServer[]) => RTCConfiguration} choose */
  async #call(choose) {
    this.line.say({ type: "begin" });
    this.ways = (await this.#next("page", "ways"))["ice"];
    const ways = { ...choose(this.ways), bundlePolicy: /** @type {const} */ ("max-bundle") };
    await this.#next("talker", "available");
    await this.#talk(this.#connect("talker", ways));
    await this.#listen(this.#connect("listener", ways));
  }

  /** @param {RTCPeerConnection} connection */
  async #talk(connection) {
    connection.addTransceiver(this.tone, { direction: "sendonly" });
    this.#ask("talker", { verb: "join" });
    await this.#next("talker", "joined");
    await connection.setLocalDescription();
    this.#ask("talker", { verb: "publish", sdp: connection.localDescription?.sdp });
    const { sdp } = await this.#next("talker", "published");
    await this.#describe("talker", { type: "answer", sdp });
  }

  /** @param {RTCPeerConnection} connection */
  async #listen(connection) {
    this.#ask("listener", { verb: "join" });
    await this.#next("listener", "joined");
    this.#ask("listener", { verb: "subscribe" });
    const { sdp } = await this.#next("listener", "offer");
    await this.#describe("listener", { type: "offer", sdp });
    await connection.setLocalDescription();
    this.#ask("listener", { verb: "answer", sdp: connection.localDescription?.sdp });
    while (connection.signalingState !== "closed" && (await packets(connection)) < ENOUGH) {
      await pause(LOOK_EVERY);
    }
  }

  /** @param {End} end @param {RTCConfiguration} ways */
  #connect(end, ways) {
    const connection = new RTCPeerConnection(ways);
    const pc = end === "talker" ? "up" : "down";
    connection.onicecandidate = ({ candidate }) =>
      this.#ask(end, { verb: "trickle", pc, candidate: candidate?.toJSON() ?? null });
    connection.oniceconnectionstatechange = () => {
      this.#hasMet ||= connection.iceConnectionState === "connected";
    };
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === "failed") this.#fail(new LineError("failed"));
    };
    this.#connections[end] = connection;
    return connection;
  }

  /**
   * Set what the other side said, and then the ways to it that came before.
   * @param {End} end @param {RTCSessionDescriptionInit} said
   */
  async #describe(end, said) {
    const connection = this.#connections[end];
    await connection?.setRemoteDescription(said);
    for (const early of this.#candidates[end] ?? []) await connection?.addIceCandidate(early);
    this.#candidates[end] = [];
  }

  /** @param {End} end @param {object} verb */
  #ask(end, verb) {
    this.line.say({ type: "media", end, ...verb });
  }

  /**
   * Wait for the next message of this kind.
   * @param {string} end @param {string} news @returns {Promise<Message>}
   */
  #next(end, news) {
    const key = `${end} ${news}`;
    const place = this.#early.findIndex((message) => keyOf(message) === key);
    const [came] = place < 0 ? [] : this.#early.splice(place, 1);
    return came ? Promise.resolve(came) : new Promise((done) => this.#awaited.set(key, done));
  }

  /** @param {Message} message */
  #hear(message) {
    const { end, news } = message;
    // What came before is about a room that is gone.
    if (message["type"] === "ways") this.#early = [];
    if (news === "unavailable") this.#fail(new SilentError(message["why"]));
    if (news === "refused") this.#fail(new LineError(message["why"]));
    if (news === "candidate" && message["candidate"]) void this.#add(end, message["candidate"]);
    const key = keyOf(message);
    const awaiting = this.#awaited.get(key);
    this.#awaited.delete(key);
    if (awaiting) awaiting(message);
    else this.#early.push(message);
  }

  /** @param {End} end @param {RTCIceCandidateInit} candidate */
  async #add(end, candidate) {
    const connection = this.#connections[end];
    if (connection?.signalingState === "closed") return;
    if (connection?.remoteDescription) await connection.addIceCandidate(candidate);
    else this.#candidates[end] = [...(this.#candidates[end] ?? []), candidate];
  }
}

/** @param {Message} message */
function keyOf(message) {
  return message["type"] === "ways" ? "page ways" : `${message["end"]} ${message["news"]}`;
}

/** @param {RTCPeerConnection} connection */
async function packets(connection) {
  const figures = [...(await connection.getStats()).values()];
  return figures.find((one) => one.type === "inbound-rtp")?.packetsReceived ?? 0;
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
