/** A form whose hidden field is filled in by the browser's passkey dialogue before it is sent. */

import { answer, creation, request } from "./webauthn.js";

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.querySelector("form")?.addEventListener("submit", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const notice = /** @type {HTMLElement | null} */ (form.querySelector("[role=alert]"));
    if (notice) notice.hidden = true;
    this.ask()
      .then((credential) => {
        const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
        field.value = credential;
        form.submit();
      })
      .catch(() => {
        if (!notice) return;
        notice.textContent = this.getAttribute("failed");
        notice.hidden = false;
      });
  }

  /** @returns {Promise<string>} */
  async ask() {
    const source = document.getElementById(this.getAttribute("data") ?? "");
    const options = JSON.parse(source?.textContent ?? "{}");
    const credential =
      this.getAttribute("mode") === "create"
        ? await navigator.credentials.create({
            publicKey: creation(options.creation_options.publicKey),
          })
        : await navigator.credentials.get({
            publicKey: request(options.request_options.publicKey),
          });
    if (!credential) throw new Error("no passkey");
    return answer(/** @type {any} */ (credential));
  }
}

customElements.define("passkey-form", PasskeyForm);
