// <count-down until="…"> says how much time is left; without it the page names the hour anyway.

import { remaining } from "./remaining.js";

const EVERY = 20_000;

class CountDown extends HTMLElement {
  /** @type {number | undefined} */
  #timer;

  connectedCallback() {
    this.#show();
    this.#timer = window.setInterval(() => this.#show(), EVERY);
  }

  disconnectedCallback() {
    window.clearInterval(this.#timer);
  }

  #show() {
    const left = remaining(Date.parse(this.getAttribute("until") ?? ""), Date.now());
    const time = `${left.hours} ${this.dataset.hours} ${left.minutes} ${this.dataset.minutes}`;
    const words = left.isOver ? this.dataset.over : this.dataset.left;
    this.textContent = (words ?? "{time}").replace("{time}", time);
  }
}

customElements.define("count-down", CountDown);
