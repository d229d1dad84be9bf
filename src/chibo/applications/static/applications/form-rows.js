/** Adds, removes and moves rows in place; without it the same buttons ask the server. */
import { renumbered, reordered, wishOf } from "./rows.js";

const NUMBERED = ["name", "id", "for", "value", "aria-describedby"];

class FormRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  get prefix() {
    return this.getAttribute("prefix") ?? "";
  }

  /** @param {Event} event */
  handleEvent(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const wish = button ? wishOf(button.value) : null;
    const list = this.querySelector("[data-rows]");
    if (!wish || !list || wish.prefix !== this.prefix) {
      return;
    }
    event.preventDefault();
    const rows = [...list.children];
    const order = reordered(rows.length, wish);
    const fresh = order.includes(null) ? this.freshRow() : null;
    list.replaceChildren(
      ...order.map((place) => (place === null ? fresh : rows[place]) ?? this.freshRow()),
    );
    this.number(list);
    const next = fresh?.querySelector("input:not([type=hidden])") ?? button;
    if (next instanceof HTMLElement && next.isConnected) {
      next.focus();
    }
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  freshRow() {
    const template = this.querySelector("template");
    const copy = template?.content.firstElementChild?.cloneNode(true);
    return copy instanceof Element ? copy : document.createElement("li");
  }

  /** @param {Element} list */
  number(list) {
    [...list.children].forEach((row, place) => {
      for (const element of [row, ...row.querySelectorAll("*")]) {
        this.renumber(element, place);
      }
      const title = row.querySelector("[data-number]");
      if (title) {
        title.textContent = (title.textContent ?? "").replace(
          /__number__|\d+/,
          String(place + 1),
        );
      }
    });
    const total = this.querySelector(`input[name="${this.prefix}-TOTAL_FORMS"]`);
    if (total instanceof HTMLInputElement) {
      total.value = String(list.children.length);
    }
  }

  /**
   * @param {Element} element
   * @param {number} place
   */
  renumber(element, place) {
    for (const attribute of NUMBERED) {
      const isEntered = attribute === "value" && !(element instanceof HTMLButtonElement);
      const now = element.getAttribute(attribute);
      if (now !== null && !isEntered) {
        element.setAttribute(attribute, renumbered(now, this.prefix, place));
      }
    }
  }
}

customElements.define("form-rows", FormRows);
