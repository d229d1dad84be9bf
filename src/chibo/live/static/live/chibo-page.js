// <chibo-page>: the page to which everybody is led, or the one somebody looks at alone.

import { leafing, pause, placeOn, seen, start, step, waits, widthFor } from "./page_state.js";

class ChiboPage extends HTMLElement {
  static observedAttributes = ["data-turn", "data-leads"];
  #state = start();
  /** @type {{turn: number, x: number, y: number} | null} */
  #pointer = null;
  #pointed = { at: -Infinity, timer: 0 };
  #frame = element("div", "page-frame");
  #picture = element("img", "page-picture");
  #dot = element("span", "page-pointer");
  #caption = element("p", "page-caption");
  #hint = element("p", "soft");
  #buttons = element("div", "page-buttons");

  connectedCallback() {
    this.#frame.append(this.#picture, this.#dot);
    this.#dot.setAttribute("aria-hidden", "true");
    this.#caption.setAttribute("role", "status");
    this.#hint.textContent = this.#word("point");
    this.#hint.hidden = true;
    this.replaceChildren(this.#frame, this.#caption, this.#hint, this.#buttons);
    this.#picture.addEventListener("load", () => this.#frame.removeAttribute("data-failed"));
    this.#picture.addEventListener("error", () => this.#failed());
    this.#picture.addEventListener("pointerdown", this.#point);
    this.#picture.addEventListener("pointermove", (event) => event.buttons && this.#point(event));
    /** @type {HTMLElement | null} */ (this.closest("[data-region]"))?.addEventListener("keydown", this.#pressed);
    this.#room?.addEventListener("rung", this.#show);
    this.#take();
  }

  disconnectedCallback() {
    this.#room?.removeEventListener("rung", this.#show);
  }

  attributeChangedCallback() {
    // All of them are changed before we look.
    queueMicrotask(() => this.isConnected && this.#take());
  }

  #take() {
    const { document = "", page, pages } = this.dataset;
    this.#happen({ what: "shown", document, page: Number(page), pages: Number(pages), leads: this.#leads });
  }

  /** Show where the leader points. @param {{turn: number, x: number, y: number}} pointer */
  pointAt(pointer) {
    this.#pointer = pointer;
    this.#showPointer();
  }

  /** @param {import("./page_state.js").Happened} happened */
  #happen(happened) {
    this.#state = step(this.#state, happened);
    this.#show();
  }

  #show = () => {
    const rung = this.#room?.getAttribute("data-rung") ?? "";
    const page = seen(this.#state);
    const isWaiting = waits(this.#state, rung, savesData());
    this.#frame.toggleAttribute("hidden", isWaiting);
    const words = this.#word("page").replace("{page}", String(page)).replace("{pages}", this.dataset["pages"] ?? "");
    say(this.#caption, this.#state.own === null ? words : `${words} · ${this.#word("led").replace("{page}", String(this.#state.page))}`);
    this.#picture.alt = `${this.dataset["title"]}. ${words}.`;
    if (!isWaiting) this.#load(page, rung);
    this.#showPointer();
    this.#showButtons(isWaiting);
  };

  /** @param {number} page @param {string} rung */
  #load(page, rung) {
    const width = widthFor(this.clientWidth || window.innerWidth, window.devicePixelRatio, rung);
    const address = (this.dataset["picture"] ?? "").replace("/0-0.", `/${page}-${width}.`);
    if (this.#picture.getAttribute("src") !== address) this.#picture.src = address;
  }

  #failed() {
    this.#frame.setAttribute("data-failed", "");
    say(this.#caption, this.#word("failed"));
    this.#showButtons(false);
  }

  #showPointer() {
    const pointer = this.#pointer;
    const isShown = pointer?.turn === Number(this.dataset["turn"]) && this.#state.own === null;
    this.#dot.hidden = !isShown;
    if (!pointer || !isShown) return;
    this.#dot.style.left = `${pointer.x / 10}%`;
    this.#dot.style.top = `${pointer.y / 10}%`;
  }

  /** @param {boolean} isWaiting */
  #showButtons(isWaiting) {
    if ("wall" in this.dataset) return;
    const open = Object.assign(element("a", ""), { href: this.dataset["href"], target: "_blank", rel: "noopener" });
    open.textContent = this.#word("open");
    this.#keepingFocus([
      ...(isWaiting ? [this.#button("load", () => this.#happen({ what: "asked" }))] : []),
      ...("failed" in this.#frame.dataset ? [this.#button("again", () => this.#again())] : []),
      ...this.#ownButtons(),
      open,
    ]);
    this.#hint.hidden = !this.#leads || isWaiting;
  }

  #ownButtons() {
    if (this.#leads) return [];
    if (this.#state.own === null) return [this.#button("alone", () => this.#happen({ what: "alone" }))];
    return [
      this.#button("previous", () => this.#happen({ what: "leaf", by: -1 })),
      this.#button("next", () => this.#happen({ what: "leaf", by: 1 })),
      this.#button("follow", () => this.#happen({ what: "follow" })),
    ];
  }

  /** Whoever leafs with the keyboard stays on the button. @param {HTMLElement[]} buttons */
  #keepingFocus(buttons) {
    const focused = document.activeElement;
    const named = focused instanceof HTMLElement && this.#buttons.contains(focused) ? focused.dataset["does"] : null;
    this.#buttons.replaceChildren(...buttons);
    if (named !== null) (buttons.find((button) => button.dataset["does"] === named) ?? buttons[0])?.focus();
  }

  /** @param {string} does @param {() => void} act */
  #button(does, act) {
    const button = Object.assign(element("button", "button small"), { type: "button", onclick: act });
    button.dataset["does"] = does;
    button.textContent = this.#word(does);
    return button;
  }

  #again() {
    this.#frame.removeAttribute("data-failed");
    this.#picture.removeAttribute("src");
    this.#show();
  }

  // --- leading

  /** @param {KeyboardEvent} event */
  #pressed = (event) => {
    const by = leafing(event, event.target instanceof Element ? event.target.tagName : "");
    if (!by || !this.isConnected) return;
    event.preventDefault();
    const way = by > 0 ? "next" : "previous";
    if (!this.#leads) return this.#happen({ what: "leaf", by });
    /** @type {HTMLElement | null | undefined} */ (this.parentElement?.querySelector(`[data-leaf="${way}"]`))?.click();
  };

  /** @param {PointerEvent} event */
  #point = (event) => {
    if (!this.#leads) return;
    const turn = Number(this.dataset["turn"]);
    const place = { turn, ...placeOn(this.#picture.getBoundingClientRect(), event.clientX, event.clientY) };
    this.pointAt(place);
    window.clearTimeout(this.#pointed.timer);
    const now = performance.now();
    this.#pointed.timer = window.setTimeout(() => {
      this.#pointed.at = performance.now();
      this.dispatchEvent(new CustomEvent("point", { bubbles: true, detail: place }));
    }, pause(this.#pointed.at, now));
  };

  get #leads() {
    return "leads" in this.dataset;
  }

  get #room() {
    return this.closest("chibo-room");
  }

  /** @param {string} code */
  #word(code) {
    return this.getAttribute(`data-word-${code}`) ?? "";
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {string} css
 */
function element(name, css) {
  const made = document.createElement(name);
  made.className = css;
  return made;
}

/** Said once: what is written again is read out again. @param {HTMLElement} where @param {string} words */
function say(where, words) {
  if (where.textContent !== words) where.textContent = words;
}

/** Whether somebody has told their browser to save. */
function savesData() {
  const line = /** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection;
  return line?.saveData === true;
}

customElements.define("chibo-page", ChiboPage);
