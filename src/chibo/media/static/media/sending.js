// What we send over one connection: sound packed for the line, and a picture of the size it bears.

import { screenOf } from "./ladder.js";
import { wayOf, withOpus } from "./sdp.js";

/** @typedef {import("./ladder.js").Wire} Wire */

export class Sending {
  /** The server's last answer, without our packing. */
  #answer = "";

  /** The screen that is sent in the place of the camera. @type {MediaStreamTrack | null} */
  #screen = null;

  /** @param {import("./line.js").Line} line @param {import("./secrecy.js").Secrecy | null} [secrecy] */
  constructor(line, secrecy = null) {
    this.line = line;
    const sending = /** @type {const} */ ({ direction: "sendonly" });
    const sound = line.pc.addTransceiver("audio", sending);
    // The picture has its place from the start: turning the camera on negotiates nothing.
    const picture = line.pc.addTransceiver("video", sending);
    // In the same task: what nobody carries when it is negotiated, Chromium may send plainly.
    secrecy?.cover(sound.sender, { direction: "out", kind: "audio" });
    secrecy?.cover(picture.sender, { direction: "out", kind: "video" });
    prefer(sound, "audio", ["audio/opus"]);
    // H.264 is cut in pieces by what it says itself, and so cannot be sealed.
    prefer(picture, "video", secrecy ? ["video/vp8"] : ["video/vp8", "video/h264"]);
    this.sound = sound.sender;
    this.picture = picture.sender;
  }

  /**
   * Send what is held and the line bears, or nothing in place of it: a track that is taken away costs
   * nothing, one that is only disabled sends silence at 29 kbit/s.
   * @param {import("./devices.js").Held} held
   * @param {Wire} wire
   */
  async fill({ microphone, camera, shared, isMuted }, wire) {
    const isOther = this.#screen !== shared;
    this.#screen = shared;
    await this.sound.replaceTrack(isMuted ? null : microphone);
    await this.picture.replaceTrack(wire.picture ? shared ?? camera : null);
    if (isOther) await size(this.picture, this.#shape(wire));
  }

  /** @param {RTCOfferOptions} [options] @returns {Promise<string | undefined>} what to offer */
  async offer(options) {
    await this.line.pc.setLocalDescription(await this.line.pc.createOffer(options));
    return this.line.pc.localDescription?.sdp;
  }

  /** Offer a new way, and of what was answered before nothing but that: on a thin line all of it takes a second. */
  async restart() {
    const sdp = await this.offer({ iceRestart: true });
    return this.#answer ? wayOf(sdp ?? "") : { sdp };
  }

  /** Take the server's answer to what was offered. @param {string} sdp @param {Wire} wire */
  async accept(sdp, wire) {
    if (this.line.pc.signalingState !== "have-local-offer") return;
    this.#answer = sdp;
    await this.line.hear({ type: "answer", sdp: withOpus(sdp, wire.sound) });
    await size(this.picture, this.#shape(wire));
  }

  /** Pack anew what is being sent; the server need not know. @param {Wire} wire */
  async pack(wire) {
    // While an answer is awaited nothing is repacked: it will be packed as it comes.
    if (!this.#answer || this.line.pc.signalingState !== "stable") return;
    await this.offer();
    await this.accept(this.#answer, wire);
  }

  /** @param {Wire} wire */
  #shape(wire) {
    return this.#screen ? screenOf(this.#screen.getSettings()) : wire.picture;
  }
}

/** @param {RTCRtpTransceiver} transceiver @param {"audio" | "video"} kind @param {string[]} types */
function prefer(transceiver, kind, types) {
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  const wanted = codecs.filter((codec) => types.includes(codec.mimeType.toLowerCase()));
  if (wanted.length) transceiver.setCodecPreferences?.(wanted);
}

/** @param {RTCRtpSender} sender @param {import("./ladder.js").Picture | null} picture */
async function size(sender, picture) {
  if (!picture) return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) Object.assign(encoding, picture);
  await sender.setParameters(parameters);
}
