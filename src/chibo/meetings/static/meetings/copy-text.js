/** Puts a button beside a text that copies it; without this script the text can be marked by hand. */
class CopyText extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("textarea");
    if (!text || !navigator.clipboard || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = this.dataset.copy ?? "";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.value);
      button.textContent = this.dataset.copied ?? "";
    });
    this.append(button);
  }
}

customElements.define("copy-text", CopyText);
