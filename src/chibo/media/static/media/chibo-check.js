// <chibo-check>: the steps of a check before a meeting; its words and its form come from the server.

import { chime, listen } from "./check_devices.js";
import { LineError } from "./check_line.js";
import { run } from "./check_run.js";
import { START, carries, entered, filled, lacking, left, noted } from "./check_state.js";
import { DeviceError, openCamera } from "./devices.js";
import { keep } from "./line_memory.js";

/** @typedef {import("./check_state.js").Step} Step */

/** How an outcome looks: nothing to do, something to do, or no matter. @type {Record<string, string>} */
const LOOKS = { ok: "ok", absent: "", skipped: "", asking: "", running: "", ask: "" };

class ChiboCheck extends HTMLElement {
  #check = START;
  /** @type {MediaStreamTrack | null} */
  #camera = null;

  connectedCallback() {
    this.addEventListener("click", this.#clicked);
    for (const part of this.querySelectorAll("[data-check=with-script]")) show(part, true);
    for (const part of this.querySelectorAll("[data-check=without-script]")) show(part, false);
    const missing = lacking(/** @type {any} */ (window));
    this.#end("browser", missing.length ? "missing" : "ok", { what: missing.join(", ") });
    this.#showResult();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#clicked);
    this.#closeCamera();
  }

  /** @param {Event} event */
  #clicked = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    /** @type {Record<string, () => unknown>} */
    const acts = {
      microphone: () => this.#alone(button, () => this.#tryMicrophone()),
      speaker: () => this.#alone(button, () => this.#trySpeaker()),
      heard: () => this.#answerSpeaker("ok"),
      "not-heard": () => this.#answerSpeaker("quiet"),
      camera: () => this.#alone(button, () => this.#tryCamera()),
      "camera-off": () => this.#closeCamera(),
      line: () => this.#alone(button, () => this.#tryLine()),
    };
    void acts[button?.dataset["act"] ?? ""]?.();
  };

  /**
   * Do one thing of a button at a time: the button stays where it is and keeps the focus.
   * @param {HTMLButtonElement | null} button @param {() => Promise<void>} work
   */
  async #alone(button, work) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await work();
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  async #tryMicrophone() {
    const level = this.querySelector("meter");
    this.#begin("microphone", "asking");
    try {
      const isHeard = await listen(
        (now) => level && (level.value = now),
        () => this.#say("microphone", "running"),
      );
      this.#end("microphone", isHeard ? "ok" : "quiet");
    } catch (error) {
      this.#end("microphone", codeOf(error));
    }
  }

  async #trySpeaker() {
    this.#begin("speaker", "running");
    await chime();
    this.#say("speaker", "ask");
    show(this.#part("heard-or-not"), true);
  }

  /** @param {"ok" | "quiet"} outcome */
  #answerSpeaker(outcome) {
    this.#end("speaker", outcome);
    // The question goes away, and the focus would go with it.
    const again = this.querySelector("button[data-act=speaker]");
    if (again instanceof HTMLElement) again.focus();
    show(this.#part("heard-or-not"), false);
  }

  async #tryCamera() {
    this.#begin("camera", "asking");
    this.#closeCamera();
    try {
      this.#camera = await openCamera();
      const picture = this.#part("picture");
      if (picture instanceof HTMLVideoElement) {
        picture.srcObject = new MediaStream([this.#camera]);
        await picture.play();
      }
      this.#showCamera();
      this.#end("camera", "ok");
    } catch (error) {
      this.#closeCamera();
      this.#end("camera", codeOf(error));
    }
  }

  #closeCamera() {
    this.#camera?.stop();
    this.#camera = null;
    this.#showCamera();
  }

  #showCamera() {
    show(this.#part("picture"), this.#camera !== null);
    show(this.querySelector("button[data-act=camera-off]"), this.#camera !== null);
  }

  async #tryLine() {
    const { socket = "", load = "" } = this.dataset;
    const token = this.querySelector("input[name=csrfmiddlewaretoken]");
    const where = { socket, load, token: token instanceof HTMLInputElement ? token.value : "" };
    try {
      await run(where, (step, outcome, figures) => {
        if (outcome === null) this.#begin(step, "running");
        else this.#end(step, outcome, {}, figures);
      });
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      this.#begin("line", "often");
    }
  }

  /** A step is being tried anew. @param {Step} step @param {string} what */
  #begin(step, what) {
    this.#check = noted(this.#check, step, null);
    this.#say(step, what);
    this.#showResult();
  }

  /**
   * @param {Step} step @param {string} outcome
   * @param {Record<string, string>} [words]
   * @param {Parameters<typeof noted>[3]} [figures]
   */
  #end(step, outcome, words = {}, figures = {}) {
    this.#check = noted(this.#check, step, outcome, figures);
    const isLine = step === "line" && outcome === "ok";
    if (isLine) keep({ rung: this.#carried(), why: "narrow", isChosen: false });
    this.#say(step, isLine ? `ok.${this.#carried()}` : outcome, words);
    this.#showResult();
  }

  /** Return what the line carries, by the limits that the server gave. */
  #carried() {
    const { down = 0, up = 0 } = this.#check.figures;
    const [picture = 0, sound = 0, thrifty = 0] = (this.dataset["limits"] ?? "").split(" ").map(Number);
    return carries(Math.min(down, up), { picture, sound, thrifty });
  }

  /** @param {Step} step @param {string} code @param {Record<string, string>} [words] */
  #say(step, code, words = {}) {
    const said = this.querySelector(`[data-step="${step}"] [role=status]`);
    if (!said) return;
    const { lang } = document.documentElement;
    const took = (this.#check.figures.back_after ?? 0) / 1000;
    const seconds = took.toLocaleString(lang, { maximumFractionDigits: 1 });
    const numbers = { ...entered(this.#check), seconds, ...words };
    said.textContent = filled(this.#word(`${step}.${code}`), numbers);
    said.className = `notice ${LOOKS[code.split(".")[0] ?? ""] ?? "warn"}`;
  }

  /** Offer to keep what was found, once everything that is needed was tried. */
  #showResult() {
    const missing = left(this.#check);
    const words = missing.map((step) => this.#word(`step.${step}`)).filter(Boolean);
    const rest = this.#part("left");
    const code = missing.length ? "left" : "complete";
    const said = filled(this.#word(code), { steps: words.join(", ") });
    // Said once: a reader would speak it again at every step.
    if (rest && rest.textContent !== said) rest.textContent = said;
    show(this.#part("keep"), missing.length === 0);
    for (const [name, value] of Object.entries(entered(this.#check))) {
      const input = this.querySelector(`input[name="${name}"]`);
      if (input instanceof HTMLInputElement) input.value = value;
    }
  }

  /** @param {string} code */
  #word(code) {
    const words = this.querySelector("template[data-check=words]");
    if (!(words instanceof HTMLTemplateElement)) return code;
    return words.content.querySelector(`[data-word="${code}"]`)?.textContent?.trim() ?? "";
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #part(name) {
    return this.querySelector(`[data-check="${name}"]`);
  }
}

/** @param {unknown} error */
function codeOf(error) {
  if (!(error instanceof DeviceError)) return "busy";
  return error.message.split(".")[1] ?? "busy";
}

/** @param {Element | null} element @param {boolean} isShown */
function show(element, isShown) {
  if (element instanceof HTMLElement) element.hidden = !isShown;
}

customElements.define("chibo-check", ChiboCheck);
