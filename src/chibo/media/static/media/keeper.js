// Keeps the keys of one stay in a protected call: our own, and those that the others gave us.

import { codeOf } from "./safety_code.js";
import { KEY, Opener, PREFIX, Sealer, numberOf } from "./sealed_frames.js";
import { agree, freshPair, openKey, sealKey } from "./sealed_keys.js";

/**
 * @typedef {import("./safety_code.js").Member} Member
 * @typedef {import("./sealed_frames.js").Kind} Kind
 * @typedef {Member & {agreement: import("./sealed_keys.js").Agreement, askedAt: number, givenAt: number, numbers: Set<number>}} Other
 * @typedef {{raw: Uint8Array, sealer: Sealer}} Own
 * @typedef {{verb: string, [field: string]: any}} Saying
 * @typedef {{what: "code", code: string | null, others: number} | {what: "frames", isProven: boolean, locked: string[]}} Told
 *
 * @typedef {object} World
 * @property {(saying: Saying) => void} say what the server is to pass on
 * @property {(told: Told) => void} tell what the page is to know
 * @property {(work: () => void, ms: number) => void} later
 * @property {() => number} now in milliseconds
 */

/** For so long the key that somebody knows who has left goes on, while the new one travels. */
export const GRACE = 1_000;
/** A key that does not come is asked for, and given again, no more often than this. */
const PATIENCE = 3_000;
const SETTLED = 300;
const MOST_AT_ONCE = 200;
/** How many keys of one sender are kept: frames on their way may be older than the last. */
const KEPT = 4;
const NUMBERS = 2 ** 16;

export class Keeper {
  #room = "";
  /** @type {Member} */
  #self = { feed: "", person: "", name: "", key: "" };
  /** @type {CryptoKey | null} */
  #private = null;
  /** @type {Map<string, Other>} */
  #others = new Map();
  #hasCircle = false;
  /** The keys of each sender by their number. @type {Map<string, Map<number, Opener>>} */
  #openers = new Map();
  /** Which section of what we receive is whose. @type {Map<string, {feed: string, kind: Kind}>} */
  #sections = new Map();
  /** @type {Own | null} */
  #own = null;
  /** What takes its place soon. @type {Own | null} */
  #next = null;
  #isChanging = false;
  #isSpeaking = false;
  #numbers = 0;
  #circles = 0;
  /** Whether any frame has been sealed or opened. */
  #isProven = false;
  /** What came of each sender's frames since the last look. @type {Map<string, {opened: number, lost: number}>} */
  #seen = new Map();
  /** @type {Set<string>} */
  #locked = new Set();
  #said = "";
  #turn = Promise.resolve();

  /** @param {World} world */
  constructor(world) {
    this.world = world;
  }

  /** Come into a room under a name. @param {string} room @param {string} feed */
  begin(room, feed) {
    return this.#after(async () => {
      const { privateKey, key } = await freshPair();
      this.#room = room;
      this.#private = privateKey;
      this.#self = { ...this.#self, feed, key };
      this.world.say({ verb: "introduce", key });
    });
  }

  /** What the server passes on, one after another. @param {Record<string, any>} message */
  hear(message) {
    return this.#after(async () => {
      switch (message["news"]) {
        case "circle":
          return this.#meet(message["people"]);
        case "came":
          return this.#take(/** @type {Member} */ (message));
        case "went":
          return this.#lose(message["feed"]);
        case "given":
          return this.#accept(message["feed"], message["number"], message["sealed"]);
        case "wanted":
          return this.#giveAgain(message["feed"]);
        default:
          throw new Error(`No such news of keys: ${message["news"]}`);
      }
    });
  }

  /** @param {boolean} isSpeaking whether others are to hear or see us now */
  speak(isSpeaking) {
    return this.#after(async () => {
      this.#isSpeaking = isSpeaking;
      if (!isSpeaking || this.#own) return;
      const own = await this.#fresh();
      await this.#give([own], this.#others.values());
      this.#own = own;
    });
  }

  /** @param {{mid: string, feed: string, kind: string}[]} sections whose frames come in which section */
  sort(sections) {
    this.#sections = new Map(
      sections.map(({ mid, feed, kind }) => [mid, { feed, kind: /** @type {Kind} */ (kind) }]),
    );
  }

  // --- frames ----------------------------------------------------------------------------

  /** Return a frame of ours as it may leave the device, or null. @param {Kind} kind @param {Uint8Array} frame */
  async seal(kind, frame) {
    const sealed = (await this.#own?.sealer.seal(kind, frame)) ?? null;
    if (sealed) this.#isProven = true;
    return sealed;
  }

  /** Return a frame of somebody else, or null where it is not for us. @param {string} mid @param {Uint8Array} frame */
  async open(mid, frame) {
    const section = this.#sections.get(mid);
    if (!section) return null;
    const { feed, kind } = section;
    const opener = this.#openers.get(feed)?.get(numberOf(frame) ?? -1);
    const opened = (await opener?.open(kind, frame)) ?? null;
    const seen = this.#seen.get(feed) ?? { opened: 0, lost: 0 };
    this.#seen.set(feed, seen);
    if (opened) seen.opened += 1;
    else seen.lost += 1;
    if (!opener) this.#ask(feed);
    return opened;
  }

  /** Tell the page, if it has changed, whether frames are sealed and whose do not open. */
  report() {
    for (const [feed, { opened, lost }] of this.#seen) {
      this.#isProven ||= opened > 0;
      if (opened) this.#locked.delete(feed);
      else if (lost) this.#locked.add(feed);
    }
    this.#seen.clear();
    const locked = [...this.#locked].filter((feed) => this.#others.has(feed)).sort();
    this.#tellOnce({ what: "frames", isProven: this.#isProven, locked });
  }

  // --- who is there ----------------------------------------------------------------------

  /** @param {Member[]} people */
  async #meet(people) {
    const feeds = new Set(people.map((one) => one.feed));
    for (const feed of [...this.#others.keys()]) if (!feeds.has(feed)) await this.#lose(feed);
    for (const one of people) {
      // What the server says of our own key does not count: we know it.
      if (one.feed === this.#self.feed) this.#self = { ...one, key: this.#self.key };
      else if (this.#others.get(one.feed)?.key !== one.key) await this.#take(one);
      else if (this.#hasCircle) this.#ask(one.feed);
    }
    this.#hasCircle = true;
    this.#codeSoon();
  }

  /** @param {Member} member */
  async #take({ feed, person, name, key }) {
    if (feed === this.#self.feed || !this.#private) return;
    const agreement = await agree(this.#private, this.#self, { feed, key }, this.#room);
    /** @type {Other} */
    const other = { feed, person, name, key, agreement, askedAt: -PATIENCE, givenAt: -PATIENCE, numbers: new Set() };
    if (this.#others.has(feed)) await this.#lose(feed);
    this.#others.set(feed, other);
    await this.#give(this.#held, [other]);
    this.#codeSoon();
  }

  /** @param {string} feed */
  async #lose(feed) {
    if (!this.#others.delete(feed)) return;
    this.#openers.delete(feed);
    this.#locked.delete(feed);
    this.#codeSoon();
    if (this.#isSpeaking && this.#own) return this.#change();
    // Who does not speak needs no key: the next one is made when it is needed.
    this.#own = this.#next = null;
  }

  #codeSoon() {
    const circle = (this.#circles += 1);
    this.world.tell({ what: "code", code: null, others: this.#others.size });
    this.world.later(() => void this.#tellCode(circle), SETTLED);
  }

  /** @param {number} circle */
  async #tellCode(circle) {
    if (circle !== this.#circles || this.#others.size === 0) return;
    const code = await codeOf(this.#room, [this.#self, ...this.#others.values()]);
    if (circle === this.#circles) this.world.tell({ what: "code", code, others: this.#others.size });
  }

  // --- our own key -----------------------------------------------------------------------

  get #held() {
    return [this.#own, this.#next].filter((one) => one !== null);
  }

  /** @returns {Promise<Own>} */
  async #fresh() {
    const raw = crypto.getRandomValues(new Uint8Array(KEY + PREFIX));
    const number = this.#numbers++ % NUMBERS;
    return { raw, sealer: await Sealer.from(raw, number, whose(this.#room, this.#self.feed)) };
  }

  /** Give those who are left a new key, and use it as soon as it can have reached them. */
  async #change() {
    const next = await this.#fresh();
    await this.#give([next], this.#others.values());
    this.#next = next;
    if (this.#isChanging) return;
    this.#isChanging = true;
    this.world.later(() => {
      this.#isChanging = false;
      // Whoever has stopped speaking meanwhile has given both up.
      if (this.#next) [this.#own, this.#next] = [this.#next, null];
    }, GRACE);
  }

  /** @param {Own[]} keys @param {Iterable<Other>} others */
  async #give(keys, others) {
    const given = [];
    for (const other of others) {
      for (const { raw, sealer } of keys) {
        const sealed = await sealKey(other.agreement.toThem, sealer.number, raw);
        given.push({ to: other.feed, number: sealer.number, sealed });
      }
    }
    while (given.length) this.world.say({ verb: "give", keys: given.splice(0, MOST_AT_ONCE) });
  }

  /** @param {string} feed */
  async #giveAgain(feed) {
    const other = this.#others.get(feed);
    if (!other || this.world.now() < other.givenAt + PATIENCE) return;
    other.givenAt = this.world.now();
    await this.#give(this.#held, [other]);
  }

  // --- the keys of others ----------------------------------------------------------------

  /** @param {string} feed @param {number} number @param {string} sealed */
  async #accept(feed, number, sealed) {
    const other = this.#others.get(feed);
    if (!other) return;
    const raw = await openKey(other.agreement.toUs, number, sealed).catch(() => null);
    // One that was not sealed for us by them: their frames stay closed, and the page says so.
    if (raw?.length !== KEY + PREFIX) return;
    const known = this.#openers.get(feed) ?? new Map();
    // The same key once more would let frames come once more.
    if (other.numbers.has(number)) return;
    other.numbers.add(number);
    known.set(number, await Opener.from(raw, whose(this.#room, feed)));
    for (const old of [...known.keys()].slice(0, -KEPT)) known.delete(old);
    this.#openers.set(feed, known);
  }

  /** @param {string} feed */
  #ask(feed) {
    const other = this.#others.get(feed);
    if (!other || this.world.now() < other.askedAt + PATIENCE) return;
    other.askedAt = this.world.now();
    this.world.say({ verb: "want", feed });
  }

  /** @param {Told} told */
  #tellOnce(told) {
    const said = JSON.stringify(told);
    if (said === this.#said) return;
    this.#said = said;
    this.world.tell(told);
  }

  /** @param {() => Promise<void>} work */
  #after(work) {
    this.#turn = this.#turn.then(work).catch((error) => console.error(error));
    return this.#turn;
  }
}

/** @param {string} room @param {string} feed */
function whose(room, feed) {
  return `${room}\n${feed}`;
}
