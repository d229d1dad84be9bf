// What a page receives in a call: the connection for it, whose streams come in, and which pictures are wanted.

import { chosen } from "./pictures.js";
import { sort } from "./streams.js";

/** @typedef {import("./call_place.js").Place} Place */

export class Incoming {
  /** What each sender's tile plays. @type {Map<string, MediaStream>} */
  streams = new Map();
  /** @type {import("./line.js").Line | null} */
  line = null;
  /** What we asked to receive last, so as not to ask twice. */
  #asked = "";

  /** @param {Place} place */
  constructor(place) {
    this.place = place;
  }

  subscribe() {
    this.forget();
    this.place.ask("subscribe");
    this.askPictures();
  }

  /** The server may not know any more which pictures we asked for. */
  forget() {
    this.#asked = "";
  }

  askPictures() {
    const pictures = chosen(this.place.state).feeds.sort();
    const asked = JSON.stringify(pictures);
    if (this.place.state.phase !== "in" || asked === this.#asked) return;
    this.#asked = asked;
    this.place.ask("layers", { pictures });
  }

  /** @param {string} sdp @param {import("./streams.js").Section[]} sections */
  async answer(sdp, sections) {
    if (this.place.state.phase !== "in") return;
    const { secrecy } = this.place;
    this.line ??= this.place.connect("down", () => this.place.ask("restart", { pc: "down" }));
    const { pc } = this.line;
    secrecy?.sort(sections);
    if (secrecy) pc.ontrack = ({ receiver, transceiver }) => cover(secrecy, receiver, transceiver);
    await this.line.hear({ type: "offer", sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    this.place.ask("answer", { sdp: pc.localDescription?.sdp });
    sort(this.streams, pc, sections);
    this.place.show();
  }

  /** The server has ended the connection: receive anew. */
  renew() {
    this.line?.close();
    this.line = null;
    this.subscribe();
  }

  close() {
    this.line?.close();
    this.line = null;
    this.streams.clear();
  }
}

/** @param {import("./secrecy.js").Secrecy} secrecy @param {RTCRtpReceiver} receiver @param {RTCRtpTransceiver} transceiver */
function cover(secrecy, receiver, { mid }) {
  if (mid !== null) secrecy.cover(receiver, { direction: "in", mid });
}
