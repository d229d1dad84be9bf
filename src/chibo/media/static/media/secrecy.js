// The page's side of a protected call: what is sent and received goes through the worker that keeps the keys.

/**
 * @typedef {import("./secrecy_worker.js").Way} Way
 * @typedef {import("./keeper.js").Told} Told
 * @typedef {import("./keeper.js").Saying} Saying
 *
 * @typedef {object} House
 * @property {(saying: Saying) => void} say what the server is to pass on
 * @property {(told: Told) => void} tell how it stands
 * @property {() => void} failed the worker cannot run: nothing is sealed, and so nothing is sent
 */

/** Chromium sends nothing over a connection made with this until a worker carries it; others do not know it. */
export const COVERED = { encodedInsertableStreams: true };

const KEY_NEWS = new Set(["circle", "came", "went", "given", "wanted"]);

/** Whether a message of the server is for the keeper of the keys. @param {{news: string}} message */
export function isOfKeys({ news }) {
  return KEY_NEWS.has(news);
}

/** Whether this browser can hand what it sends to a worker: by the standard, or as Chromium did before. */
export function canCover() {
  const sender = globalThis.RTCRtpSender?.prototype;
  return "RTCRtpScriptTransform" in globalThis || (sender && "createEncodedStreams" in sender);
}

export class Secrecy {
  #covered = new WeakSet();
  #isSpeaking = false;
  #worker;
  /** Whether our key is shown; not before are we asked for anything. @type {Promise<void>} */
  introduced;

  /**
   * @param {string} url of the worker
   * @param {{room: string, feed: string}} place
   * @param {House} house
   */
  constructor(url, { room, feed }, house) {
    this.#worker = new Worker(url, { type: "module" });
    this.introduced = new Promise((resolve) => {
      this.#worker.onmessage = ({ data }) => {
        if (data.what !== "say") return house.tell(data);
        house.say(data.saying);
        if (data.saying.verb === "introduce") resolve();
      };
    });
    this.#worker.onerror = () => house.failed();
    this.#order({ what: "begin", room, feed });
  }

  /**
   * Let everything through here go by the worker, from now on and in the same task in which it was made.
   * @param {RTCRtpSender | RTCRtpReceiver} end @param {Way} way
   */
  cover(end, way) {
    if (this.#covered.has(end)) return;
    this.#covered.add(end);
    if ("RTCRtpScriptTransform" in globalThis) {
      end.transform = new RTCRtpScriptTransform(this.#worker, way);
      return;
    }
    const { readable, writable } = /** @type {any} */ (end).createEncodedStreams();
    this.#order({ what: "carry", way, readable, writable }, [readable, writable]);
  }

  /** @param {import("./call_state.js").State} state a key is made when others are to hear or see us */
  follow({ phase, microphone, maySpeak, camera, screen }) {
    const isHeard = microphone === "on" && maySpeak;
    const isSpeaking = phase === "in" && (isHeard || camera === "on" || screen.standing === "on");
    if (isSpeaking === this.#isSpeaking) return;
    this.#isSpeaking = isSpeaking;
    this.#order({ what: "speak", isSpeaking });
  }

  /** @param {object} message news of keys */
  hear(message) {
    this.#order({ what: "hear", message });
  }

  /** @param {import("./streams.js").Section[]} sections */
  sort(sections) {
    this.#order({ what: "sort", sections });
  }

  close() {
    this.#worker.terminate();
  }

  /** @param {object} order @param {Transferable[]} [moved] */
  #order(order, moved = []) {
    this.#worker.postMessage(order, moved);
  }
}
