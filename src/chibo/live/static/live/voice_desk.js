// Records voice notes, keeps them on this device, and sends them piece by piece until they are received.

import { parsed } from "./regions.js";
import { delay } from "./room_state.js";
import { canRecord, trouble, VoiceRecorder } from "./voice_recorder.js";
import { ask } from "./voice_sending.js";
import { clock, kilobytes, LONGEST, recorded, step, wanted } from "./voice_state.js";
import { VoiceStore } from "./voice_store.js";

/** @typedef {import("./voice_state.js").Voice} Voice */

const SHOWN_FOR = 8_000;
const PAUSE = 30_000;

export class VoiceDesk {
  /** @type {Map<string, Voice>} */
  #notes = new Map();
  /** @type {Map<string, ArrayBuffer>} */
  #bytes = new Map();
  /** @type {VoiceRecorder | null} */
  #recorder = null;
  #isBeginning = false;
  #isSending = false;
  #retry = 0;
  /** The id of what is being recorded. */
  #recording = "";

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.store = new VoiceStore(element.dataset["owner"] ?? "");
    window.addEventListener("online", this.#sendNow);
    document.addEventListener("visibilitychange", this.#sendNow);
    void this.#begin();
  }

  async #begin() {
    // Without a place to keep it a note is sent all the same, as long as the page is open.
    for (const kept of await this.store.all().catch(() => [])) {
      const voice = recorded(kept.id, kept.item, kept.seconds, kept.bytes.byteLength);
      this.#bytes.set(kept.id, kept.bytes);
      this.#set(kept.isWhole ? voice : { ...voice, state: "cut" });
    }
    void this.#sendAll();
  }

  // --- recording

  /** @param {HTMLElement} button */
  press(button) {
    const id = button.closest("li")?.dataset["note"] ?? "";
    switch (button.dataset["voice"]) {
      case "start":
        return void this.#record(button.dataset["item"] ?? "");
      case "stop":
        return this.#recorder?.stop();
      case "cancel":
        this.#recorder?.giveUp();
        return this.#over();
      case "send":
        this.#happen(id, { what: "resend" });
        return void this.#sendAll();
      case "drop":
        return this.#drop(id);
    }
  }

  /** @param {string} item */
  async #record(item) {
    if (this.#recorder || this.#isBeginning) return;
    if (!canRecord()) return this.#say("unable");
    this.#isBeginning = true;
    this.#say("");
    const id = newId();
    try {
      this.#recorder = await VoiceRecorder.begin({
        ticked: (seconds) => this.#tick(seconds),
        heard: (bytes, seconds, type) => this.#keep({ id, item, seconds, type, bytes, isWhole: false }),
        done: (bytes, seconds, type) => this.#recorded({ id, item, seconds, type, bytes, isWhole: true }),
      });
      this.#recording = id;
      this.#tick(0);
      this.#show("recording", true);
      this.#part("stop")?.focus();
    } catch (error) {
      this.#say(trouble(error));
    } finally {
      this.#isBeginning = false;
    }
  }

  #over() {
    void this.store.drop(this.#recording).catch(() => {});
    this.#recorder = null;
    this.#show("recording", false);
  }

  /** @param {import("./voice_store.js").Kept} kept */
  #keep(kept) {
    if (this.#recorder) void this.store.keep(kept).catch(() => {});
  }

  /** @param {import("./voice_store.js").Kept} kept */
  #recorded(kept) {
    this.#recorder = null;
    this.#show("recording", false);
    if (!kept.bytes.byteLength) return this.#say("unable");
    void this.store.keep(kept).catch(() => {});
    this.#bytes.set(kept.id, kept.bytes);
    this.#set(recorded(kept.id, kept.item, kept.seconds, kept.bytes.byteLength));
    void this.#sendAll();
  }

  /** @param {number} seconds */
  #tick(seconds) {
    const shown = this.#part("time");
    if (shown) shown.textContent = `${clock(seconds)} / ${clock(LONGEST)}`;
  }

  // --- sending: one note after another, one piece after another

  #sendNow = () => {
    if (document.visibilityState === "visible") void this.#sendAll();
  };

  async #sendAll() {
    window.clearTimeout(this.#retry);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (const id of [...this.#notes.keys()]) {
        if (!(await this.#send(id))) return;
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** Send a note until it is received; false where the line is away. @param {string} id */
  async #send(id) {
    for (;;) {
      const voice = this.#notes.get(id);
      const next = voice && wanted(voice);
      if (!voice || !next) return true;
      this.#happen(id, { what: "sending" });
      try {
        const bytes = /** @type {ArrayBuffer} */ (this.#bytes.get(id));
        const answer = await ask(`${this.element.dataset["url"]}${id}/`, voice, next, bytes);
        this.#happen(id, { what: "answered", answer });
      } catch {
        this.#happen(id, { what: "lost" });
      }
      const attempt = this.#notes.get(id)?.attempt ?? 0;
      if (attempt > 0) {
        this.#retry = window.setTimeout(this.#sendNow, delay(attempt, Math.random(), PAUSE));
        return false;
      }
    }
  }

  // --- what is shown

  /** @param {string} id @param {import("./voice_state.js").Happened} happened */
  #happen(id, happened) {
    const voice = this.#notes.get(id);
    if (voice) this.#set(step(voice, happened));
  }

  /** @param {Voice} voice */
  #set(voice) {
    this.#notes.set(voice.id, voice);
    this.#row(voice);
    if (voice.state !== "done") return;
    void this.store.drop(voice.id).catch(() => {});
    window.setTimeout(() => this.#drop(voice.id), SHOWN_FOR);
  }

  /** @param {string} id */
  #drop(id) {
    void this.store.drop(id).catch(() => {});
    this.#notes.delete(id);
    this.#bytes.delete(id);
    this.element.querySelector(`li[data-note="${id}"]`)?.remove();
  }

  /** @param {Voice} voice */
  #row(voice) {
    const row = this.element.querySelector(`li[data-note="${voice.id}"]`) ?? this.#newRow(voice.id);
    if (!row) return;
    const words = /** @type {HTMLElement} */ (row.querySelector("[data-part=words]"));
    const why = voice.state === "refused" ? parsed(voice.html ?? "").childNodes : [];
    if (why.length) words.replaceChildren(...[...why].map((node) => document.adoptNode(node)));
    else {
      const text = this.#words(voice);
      if (words.textContent !== text) words.textContent = text;
    }
    words.className = { done: "notice ok", refused: "" }[/** @type {string} */ (voice.state)] ?? "notice warn";
    /** @type {HTMLElement} */ (row.querySelector("[data-part=choices]")).hidden =
      voice.state !== "cut" && voice.state !== "refused";
  }

  /** @param {string} id */
  #newRow(id) {
    const template = this.element.querySelector("template[data-part=row]");
    const row = template instanceof HTMLTemplateElement && template.content.firstElementChild?.cloneNode(true);
    if (!(row instanceof HTMLElement)) return null;
    row.dataset["note"] = id;
    this.#part("list")?.append(row);
    return row;
  }

  /** @param {Voice} voice */
  #words(voice) {
    const state = voice.state === "waiting" && voice.attempt === 0 ? "sending" : voice.state;
    return this.#word(state)
      .replace("{seconds}", String(voice.seconds))
      .replace("{done}", String(kilobytes(voice.offset ?? 0)))
      .replace("{size}", String(kilobytes(voice.size)))
      .replace("{seq}", String(voice.seq ?? ""));
  }

  /** @param {string} code */
  #say(code) {
    const shown = this.#part("trouble");
    if (!shown) return;
    shown.textContent = code ? this.#word(code) : "";
    shown.hidden = !code;
  }

  /** @param {string} name @param {boolean} is */
  #show(name, is) {
    const part = this.#part(name);
    if (part) part.hidden = !is;
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.element.querySelector(`[data-part="${name}"]`);
  }

  /** @param {string} code */
  #word(code) {
    const words = this.element.querySelector("template[data-part=words]");
    if (!(words instanceof HTMLTemplateElement)) return code;
    return words.content.querySelector(`[data-word="${code}"]`)?.textContent?.trim() ?? code;
  }
}

/** An id that nobody else has. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
