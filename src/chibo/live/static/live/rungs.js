// What everybody's line carries, shown to the officers beside the names of the roll.

/** On these somebody may ask why they are not seen or heard. */
const LOW = new Set(["thrifty", "text"]);

export class Rungs {
  /** @type {Map<string, string>} */
  #rungs = new Map();

  /** @param {HTMLElement} room @param {(code: string) => string} word */
  constructor(room, word) {
    this.room = room;
    this.word = word;
  }

  /** @param {Record<string, string>} changed by person; "" for whoever has left the call */
  hear(changed) {
    for (const [person, rung] of Object.entries(changed)) this.#rungs.set(person, rung);
    this.show();
  }

  /** Put the words where they belong; rows that came anew have none. */
  show() {
    for (const [person, rung] of this.#rungs) {
      const line = this.room.querySelector(`#${CSS.escape(`p-${person}`)} .person-line`);
      if (line) this.#showIn(line, rung);
    }
  }

  /** @param {Element} line @param {string} rung */
  #showIn(line, rung) {
    const before = line.querySelector("[data-rung]");
    if (!rung) return before?.remove();
    const badge = before ?? line.appendChild(document.createElement("span"));
    const text = this.word(`rung.${rung}`);
    badge.className = LOW.has(rung) ? "badge warn" : "badge";
    badge.setAttribute("data-rung", rung);
    if (badge.textContent !== text) badge.textContent = text;
  }
}
