// A call: one connection for what we send, one for all we receive, spoken about over the room's socket.

import { START, hear, mustRejoin, step } from "./call_state.js";
import { DeviceError, openCamera, openMicrophone } from "./devices.js";
import { Line, PATIENCE } from "./line.js";
import { packingFor, withOpus } from "./sdp.js";

/**
 * @typedef {import("./call_state.js").State} State
 * @typedef {import("./call_state.js").Act} Act
 * @typedef {import("./call_state.js").Message} Message
 * @typedef {{mid: string, feed: string, kind: string}} Section
 */

/**
 * Return a call that is not joined yet.
 * @param {{send: (message: object) => void, onState: (state: State) => void}} page
 *   `send` hands a message to the room's socket; `onState` is told every change
 */
export function createCall(page) {
  return new Call(page.send, page.onState);
}

class Call {
  /** @type {State} */
  state = START;
  /** What each sender's tile plays. @type {Map<string, MediaStream>} */
  streams = new Map();

  /** Our own picture, for ourselves. @type {MediaStream | null} */
  ownPicture = null;

  /** @type {Line | null} */
  #up = null;
  /** @type {Line | null} */
  #down = null;
  /** @type {MediaStreamTrack | null} */
  #microphone = null;
  /** @type {MediaStreamTrack | null} */
  #camera = null;
  #isMuted = false;
  /** @type {{sound: RTCRtpSender, picture: RTCRtpSender} | null} */
  #senders = null;
  /** Messages about connections are followed one after another. @type {Promise<void>} */
  #turn = Promise.resolve();
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(message: object) => void} send @param {(state: State) => void} onState */
  constructor(send, onState) {
    this.#send = send;
    this.#onState = onState;
  }

  /** @type {(message: object) => void} */
  #send;
  /** @type {(state: State) => void} */
  #onState;

  // --- what the person does --------------------------------------------------------------

  /** Join with the microphone, and with the camera if it is wanted and can be had. */
  async join({ picture = false } = {}) {
    this.#happen({ what: "asked" });
    try {
      this.#microphone = await openMicrophone();
    } catch (error) {
      this.#happen({ what: "failed", trouble: codeOf(error) });
      return;
    }
    if (this.state.phase !== "asking") {
      this.#closeDevices(); // Left while the browser was still asking.
      return;
    }
    this.#isMuted = false;
    this.#enter();
    if (picture) await this.showCamera();
  }

  /** Join without sending anything. */
  listen() {
    this.#happen({ what: "asked" });
    this.#enter();
  }

  async mute() {
    this.#isMuted = true;
    await this.#showOwn();
  }

  async unmute() {
    this.#isMuted = false;
    await this.#showOwn();
  }

  async showCamera() {
    try {
      this.#camera = await openCamera();
    } catch (error) {
      this.#happen({ what: "noticed", trouble: codeOf(error) });
      return;
    }
    if (this.state.phase === "out") {
      this.#closeDevices();
      return;
    }
    this.ownPicture = new MediaStream([this.#camera]);
    await this.#showOwn();
  }

  async hideCamera() {
    this.#camera?.stop();
    this.#camera = this.ownPicture = null;
    await this.#showOwn();
  }

  /** @param {boolean} wanted receive pictures, or on a weak line sound alone */
  showPictures(wanted) {
    this.#happen({ what: "pictures", wanted });
    this.#ask("layers", { picture: wanted });
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

  // --- what the server says --------------------------------------------------------------

  /** @param {Message} message a message of the room's socket whose `type` is "media" */
  receive(message) {
    const before = this.state;
    this.#set(hear(before, message));
    if (mustRejoin(before, message)) {
      this.retry();
    } else if (message.news === "unavailable" || this.state.phase === "out") {
      this.#closeLines();
      if (this.state.phase === "out") this.#closeDevices();
    } else {
      this.#queue(message);
    }
  }

  /** @param {Message} message to be followed after those before it, if the call is still the same */
  #queue(message) {
    const lines = this.#generation;
    this.#turn = this.#turn
      .then(() => (lines === this.#generation ? this.#follow(message) : undefined))
      .catch((error) => {
        if (lines !== this.#generation) return;
        // A description the browser cannot take: the person gets a word, the log the reason.
        console.error(error);
        this.#happen({ what: "line", pc: "down", line: "failed" });
      });
  }

  /** @param {Message} message */
  async #follow(message) {
    switch (message.news) {
      case "joined":
        clearTimeout(this.#timer);
        this.#ask("subscribe");
        if (!this.state.wantsPictures) this.#ask("layers", { picture: false });
        if (this.#microphone) await this.#publish();
        break;
      case "published":
        await this.#published(message["sdp"]);
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

  #enter() {
    this.#happen({ what: "joining" });
    this.#happen(this.#devices());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.state.phase !== "joining") return;
      this.#ask("leave");
      this.#goOut({ what: "failed", trouble: "connection.failed" });
    }, PATIENCE);
    this.#ask("join");
  }

  async #publish() {
    this.#up?.close();
    const line = this.#line("up", async () => {
      await this.#offer(line, { iceRestart: true }, "restart", { pc: "up" });
    });
    this.#up = line;
    const sending = /** @type {const} */ ({ direction: "sendonly" });
    const sound = line.pc.addTransceiver("audio", sending);
    // The picture has its place from the start: turning the camera on negotiates nothing.
    const picture = line.pc.addTransceiver("video", sending);
    prefer(sound, "audio", ["audio/opus"]);
    prefer(picture, "video", ["video/vp8", "video/h264"]);
    this.#senders = { sound: sound.sender, picture: picture.sender };
    await this.#fillSenders();
    await this.#offer(line, {}, "publish", {});
  }

  /** @param {Line} line @param {RTCOfferOptions} options @param {string} verb @param {object} fields */
  async #offer(line, options, verb, fields) {
    await line.pc.setLocalDescription(await line.pc.createOffer(options));
    this.#ask(verb, { ...fields, sdp: line.pc.localDescription?.sdp });
  }

  /** @param {string} sdp */
  async #published(sdp) {
    if (this.#up?.pc.signalingState !== "have-local-offer") return;
    const { connection } = /** @type {{connection?: object}} */ (navigator);
    await this.#up.hear({ type: "answer", sdp: withOpus(sdp, packingFor(connection)) });
    if (this.#senders) await keepSmall(this.#senders.picture);
    await this.#showOwn();
  }

  /** @param {string} sdp @param {Section[]} sections */
  async #answer(sdp, sections) {
    if (this.state.phase !== "in") return;
    this.#down ??= this.#line("down", () => this.#ask("restart", { pc: "down" }));
    const { pc } = this.#down;
    await this.#down.hear({ type: "offer", sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    this.#ask("answer", { sdp: pc.localDescription?.sdp });
    this.#sort(pc, sections);
  }

  /** Give every sender a stream of the tracks that are theirs. @param {RTCPeerConnection} pc @param {Section[]} sections */
  #sort(pc, sections) {
    const tracks = new Map(pc.getTransceivers().map((one) => [one.mid, one.receiver.track]));
    const feeds = new Set(sections.map((section) => section.feed));
    for (const feed of this.streams.keys()) if (!feeds.has(feed)) this.streams.delete(feed);
    for (const feed of feeds) {
      const theirs = sections
        .filter((section) => section.feed === feed)
        .flatMap((section) => tracks.get(section.mid) ?? []);
      this.streams.set(feed, fill(this.streams.get(feed) ?? new MediaStream(), theirs));
    }
    this.#onState(this.state);
  }

  /** @param {"up" | "down"} pc */
  async #hangUp(pc) {
    if (this.state.phase !== "in") return;
    if (pc === "down") {
      this.#down?.close();
      this.#down = null;
      this.#ask("subscribe");
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
    );
  }

  // --- our own sound and picture ---------------------------------------------------------

  /** @returns {Extract<Act, {what: "devices"}>} */
  #devices() {
    const microphone = !this.#microphone ? "none" : this.#isMuted ? "off" : "on";
    return { what: "devices", microphone, camera: this.#camera ? "on" : "off" };
  }

  async #showOwn() {
    await this.#fillSenders();
    this.#happen(this.#devices());
    if (this.state.phase === "in" && this.#up) {
      const { microphone, camera } = this.state;
      this.#ask("own", { sound: microphone === "on", picture: camera === "on" });
    }
  }

  async #fillSenders() {
    // A track that is taken away sends nothing; one that is only disabled sends silence, 29 kbit/s.
    await this.#senders?.sound.replaceTrack(this.#isMuted ? null : this.#microphone);
    await this.#senders?.picture.replaceTrack(this.#camera);
  }

  #closeDevices() {
    this.#microphone?.stop();
    this.#camera?.stop();
    this.#microphone = this.#camera = this.ownPicture = null;
  }

  #closeLines() {
    clearTimeout(this.#timer);
    // What was asked of a connection that is closed never ends: nothing may wait behind it.
    this.#generation += 1;
    this.#turn = Promise.resolve();
    this.#up?.close();
    this.#down?.close();
    this.#up = this.#down = this.#senders = null;
    this.streams.clear();
  }

  /** @param {Act} act */
  #goOut(act) {
    this.#closeLines();
    this.#closeDevices();
    this.#happen(act);
  }

  /** @param {string} verb @param {object} [fields] */
  #ask(verb, fields = {}) {
    this.#send({ type: "media", verb, ...fields });
  }

  /** @param {Act} act */
  #happen(act) {
    this.#set(step(this.state, act));
  }

  /** @param {State} state */
  #set(state) {
    this.state = state;
    this.#onState(state);
  }
}

/** @param {unknown} error */
function codeOf(error) {
  if (error instanceof DeviceError) return error.message;
  throw error;
}

/** @param {MediaStream} stream @param {MediaStreamTrack[]} tracks */
function fill(stream, tracks) {
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) stream.addTrack(track);
  return stream;
}

/** @param {RTCRtpTransceiver} transceiver @param {"audio" | "video"} kind @param {string[]} types */
function prefer(transceiver, kind, types) {
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  const wanted = codecs.filter((codec) => types.includes(codec.mimeType.toLowerCase()));
  if (wanted.length) transceiver.setCodecPreferences?.(wanted);
}

/** @param {RTCRtpSender} sender a picture the size of a stamp, so that sound comes first */
async function keepSmall(sender) {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    Object.assign(encoding, { maxBitrate: 100_000, maxFramerate: 12 });
  }
  await sender.setParameters(parameters);
}
