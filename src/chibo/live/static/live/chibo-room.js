// <chibo-room>: the room as a living page. The server renders; this brings what it says to its place.

import * as outbox from "./outbox.js";
import { OutboxStore } from "./outbox_store.js";
import { Receipts } from "./receipts.js";
import { bring, parsed, putInPlace, show, showFigures, showOwn, showRow } from "./regions.js";
import { CALM, COMING, EAGER, RoomLine, SEEKING, unpacks } from "./room_line.js";
import { delay, goesByPost, standing, start, step } from "./room_state.js";
import { Rungs } from "./rungs.js";

/** @typedef {import("./room_state.js").State} State */

const BACK_SHOWN_FOR = 3_000;

/** In a call we come back at once when the line does; milliseconds between two tries. */
const LONGEST_IN_CALL = 2_000;

class ChiboRoom extends HTMLElement {
  /** @type {State} */
  #state = start(0);
  /** @type {import("./outbox.js").Outbox} */
  #acts = [];
  /** @type {Map<string, HTMLFormElement>} */
  #forms = new Map();
  #retry = 0;
  #isPosting = false;
  /** @type {Promise<void>} */
  #hearing = Promise.resolve();
  #rungs = new Rungs(this, (code) => this.#word(code));
  /** How we are in the call. @type {{isInCall: boolean, rung: string | null, isSeeking: boolean}} */
  #inCall = { isInCall: false, rung: null, isSeeking: false };

  connectedCallback() {
    this.#state = start(Number(this.dataset["seq"]));
    this.store = new OutboxStore(`${this.dataset["socket"]}:${this.dataset["account"]}`);
    this.receipts = new Receipts(/** @type {Element} */ (this.#part("receipts")), {
      word: (code) => this.#word(code),
      dismiss: (id) => this.#happen({ what: "dismissed", id }),
    });
    this.line = new RoomLine(this.dataset["socket"] ?? "", {
      opened: () => this.#opened(),
      heard: (message) => this.#heard(message),
      closed: (code) => this.#closed(code),
    });
    this.addEventListener("submit", this.#submitted);
    this.addEventListener("click", this.#clicked);
    this.addEventListener("call", this.#called);
    this.addEventListener("point", this.#pointed);
    window.addEventListener("online", this.#retryNow);
    document.addEventListener("visibilitychange", this.#retryNow);
    // Sound comes last over a weak line; what the server says of it meanwhile waits for it.
    this.#hearing = customElements.whenDefined("chibo-call").then(() =>
      this.#call()?.connect(
        (/** @type {object} */ message) => this.line?.say(message),
        () => this.line?.pulse(),
      ),
    );
    void this.#begin();
  }

  async #begin() {
    // Without a place to keep acts the room works all the same, as long as the page is open.
    const kept = await this.store?.all().catch(() => []);
    for (const act of kept ?? []) this.#acts = outbox.step(this.#acts, { what: "wished", act });
    this.receipts?.show(this.#acts);
    this.line?.open();
  }

  // --- the line

  #opened() {
    this.#move({ what: "opened" });
    const roll = "rollShown" in this.dataset;
    const turn = Number(this.#page()?.dataset["turn"] ?? 0);
    this.line?.say({ type: "hello", seq: this.#state.seq, turn, roll, unpacks, thin: isThin() });
    this.#sayRung();
    void this.#hearing.then(() => this.#call()?.reopened());
    this.#sendAll();
    window.setTimeout(() => {
      if (this.#state.line === "open") this.#move({ what: "settled" });
    }, BACK_SHOWN_FOR);
  }

  /** @param {number} code */
  #closed(code) {
    this.#move({ what: "closed", code });
    this.#happen({ what: "lost" });
    if (this.#state.line === "ended") return;
    if (goesByPost(this.#state)) void this.#postAll();
    const wait = delay(this.#state.attempt, Math.random(), this.#isHearing ? LONGEST_IN_CALL : undefined);
    this.#retry = window.setTimeout(this.#open, wait);
  }

  #open = () => {
    window.clearTimeout(this.#retry);
    this.#move({ what: "retried" });
    this.line?.open();
  };

  #retryNow = () => {
    if (this.#state.line === "lost" && document.visibilityState === "visible") this.#open();
  };

  /** @param {import("./room_state.js").Happened} happened */
  #move(happened) {
    this.#state = step(this.#state, happened);
    const strip = this.#part("strip");
    if (!(strip instanceof HTMLElement)) return;
    const code = standing(this.#state);
    const text = code ? this.#word(code) : "";
    if (strip.textContent !== text) strip.textContent = text;
    strip.hidden = !code;
    strip.classList.toggle("ok", code === "line.back");
    this.dataset["line"] = this.#state.line;
  }

  // --- what the server says

  /** @param {Record<string, any>} message */
  #heard(message) {
    switch (message["type"]) {
      case "state":
      case "news":
        return this.#show(message);
      case "receipt":
        return this.#settle({ what: "receipt", id: message["id"], seq: message["seq"] });
      case "refusal":
        return this.#settle({ what: "refused", id: message["id"], html: message["html"] });
      case "broken":
        window.setTimeout(() => this.#sendAll(), delay(3, Math.random()));
        return this.#happen({ what: "broken", id: message["id"] });
      case "rungs":
        return this.#rungs.hear(message["rungs"]);
      case "sparing":
        return void this.#hearing.then(() => this.#call()?.spare(message["wanted"]));
      case "pointer":
        return this.#page()?.pointAt(message);
      case "media":
        return void this.#hearing.then(() => this.#call()?.receive(message));
      default:
        throw new Error(`No such message: ${message["type"]}`);
    }
  }

  /** @param {Record<string, any>} message */
  #show({ seq, regions = {}, rows = {}, figures = {} }) {
    for (const [id, html] of Object.entries(regions)) {
      const region = this.querySelector(`#${id}[data-region]`);
      if (region) show(region, html);
    }
    for (const [id, html] of Object.entries(rows)) showRow(this, id, html);
    showFigures(this, figures);
    showOwn(this, this.dataset["person"] ?? "");
    if (regions["console"]) putInPlace(this);
    this.#rungs.show();
    this.#move({ what: "heard", seq });
  }

  // --- the call

  /** Somebody who has chosen text alone needs no hurried heartbeat, which costs more than the text. */
  get #isHearing() {
    return this.#inCall.isInCall && this.#inCall.rung !== "text";
  }

  get #pace() {
    if (!this.#isHearing) return CALM;
    if (!this.#inCall.rung) return COMING;
    return this.#inCall.isSeeking ? SEEKING : EAGER;
  }

  /** @param {Event} event */
  #called = (event) => {
    const before = this.#inCall.rung;
    this.#inCall = /** @type {CustomEvent} */ (event).detail;
    this.line?.pace(this.#pace);
    if (before !== this.#inCall.rung) this.line?.say({ type: "rung", rung: this.#inCall.rung });
    this.dataset["rung"] = this.#inCall.rung ?? "";
    this.dispatchEvent(new CustomEvent("rung"));
  };

  /** The leader points at a place on the page. @param {Event} event */
  #pointed = (event) => {
    this.line?.say({ type: "point", .../** @type {CustomEvent} */ (event).detail });
  };

  #sayRung() {
    const { rung } = this.#inCall;
    if (rung) this.line?.say({ type: "rung", rung });
  }

  // --- acts

  /** @param {Event} event */
  #submitted = (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["act"]) return;
    event.preventDefault();
    // An impatient thumb presses twice and means it once.
    if (form.dataset["sent"]) return;
    const submitter = /** @type {SubmitEvent} */ (event).submitter;
    const id = newId();
    form.dataset["sent"] = id;
    form.setAttribute("aria-busy", "true");
    this.#forms.set(id, form);
    const act = {
      id,
      act: form.dataset["act"],
      fields: fieldsOf(form),
      label: submitter?.textContent?.trim() ?? "",
    };
    this.#happen({ what: "wished", act });
    void this.store?.keep({ ...act, state: "waiting" }).catch(() => {});
    this.#sendAll();
    if (goesByPost(this.#state)) void this.#postAll();
  };

  /** A long roll comes when it is asked for. @param {Event} event */
  #clicked = (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-roll]");
    if (!link || !this.line?.say({ type: "roll" })) return;
    event.preventDefault();
    this.dataset["rollShown"] = "";
  };

  #sendAll() {
    for (const { id, act, fields } of outbox.toSend(this.#acts)) {
      if (!this.line?.say({ type: "act", id, act, fields })) return;
      this.line.expect();
      this.#happen({ what: "sent", id });
    }
  }

  /** @param {import("./outbox.js").Happened & {id: string}} happened */
  #settle(happened) {
    this.#happen(happened);
    void this.store?.drop(happened.id).catch(() => {});
    const form = this.#forms.get(happened.id);
    this.#forms.delete(happened.id);
    if (!form) return;
    delete form.dataset["sent"];
    form.removeAttribute("aria-busy");
    if (happened.what !== "receipt") return;
    form.reset();
    // What everybody sees happen, and what no journal keeps, needs no word.
    if (form.closest("[data-quiet]")) this.#happen({ what: "dismissed", id: happened.id });
    form.closest("details.more, details.confirm")?.removeAttribute("open");
  }

  /** @param {import("./outbox.js").Happened} happened */
  #happen(happened) {
    this.#acts = outbox.step(this.#acts, happened);
    this.receipts?.show(this.#acts);
  }

  // --- without a socket: the same acts by POST, the same page by GET

  async #postAll() {
    if (this.#isPosting) return;
    this.#isPosting = true;
    try {
      for (const act of outbox.toSend(this.#acts)) await this.#post(act);
      await this.#reload();
    } catch {
      // There is no line at all: what waits goes on waiting.
    } finally {
      this.#isPosting = false;
    }
  }

  /** @param {import("./outbox.js").Act} act */
  async #post({ id, act, fields }) {
    const body = new URLSearchParams([["act", act], ["command_id", id]]);
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const headers = { Accept: "application/json", ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") };
    const answer = await fetch(new URL("act/", location.href), { method: "POST", body, headers });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      this.#move({ what: "ended" });
      return;
    }
    this.#heard(await answer.json());
  }

  async #reload() {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return this.#move({ what: "ended" });
    const page = parsed(await answer.text());
    for (const fresh of page.querySelectorAll("[data-region]")) {
      const region = this.querySelector(`#${fresh.id}[data-region]`);
      if (region) bring(region, fresh);
    }
    const seq = Number(page.querySelector("chibo-room")?.getAttribute("data-seq"));
    this.#move({ what: "heard", seq });
  }

  // --- parts of the page

  /** @returns {any} */
  #page() {
    return this.querySelector("chibo-page");
  }

  /** @returns {any} */
  #call() {
    return this.querySelector("chibo-call");
  }

  /** @param {string} name */
  #part(name) {
    return this.querySelector(`[data-room="${name}"]`);
  }

  /** @param {string} code */
  #word(code) {
    const words = this.#part("words");
    if (!(words instanceof HTMLTemplateElement)) return code;
    return words.content.querySelector(`[data-word="${code}"]`)?.textContent?.trim() ?? code;
  }
}

/** Whether the browser calls its line a thin one. */
function isThin() {
  const { connection } = /** @type {any} */ (navigator);
  return Boolean(connection?.saveData || /^(slow-)?[23]g$/.test(connection?.effectiveType ?? ""));
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  /** @type {Record<string, string | string[]>} */
  const fields = {};
  const given = new FormData(form);
  for (const name of new Set(given.keys())) {
    if (["act", "command_id", "csrfmiddlewaretoken"].includes(name)) continue;
    const values = given.getAll(name).map(String);
    fields[name] = values.length > 1 ? values : /** @type {string} */ (values[0]);
  }
  return fields;
}

/** An id that nobody else has; pages without https have no randomUUID. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("chibo-room", ChiboRoom);
