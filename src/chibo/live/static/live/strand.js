// One strand of packed messages: each was packed with those before it in mind, and is read in their order.

/** With what every piece ends; it is not sent. */
const FLUSHED = new Uint8Array([0x00, 0x00, 0xff, 0xff]);

export class Strand {
  #words = new TextDecoder();
  /** What was unpacked and not yet read. */
  #rest = "";

  constructor() {
    const { writable, readable } = new DecompressionStream("deflate-raw");
    this.writer = writable.getWriter();
    this.reader = readable.getReader();
  }

  /** Return the message of the next piece. @param {ArrayBuffer} piece */
  async read(piece) {
    // What cannot be unpacked is found out by whoever reads.
    for (const part of [new Uint8Array(piece), FLUSHED]) this.writer.write(part).catch(() => {});
    let end = this.#rest.indexOf("\n");
    while (end < 0) {
      const { value, done } = await this.reader.read();
      if (done) throw new Error("The strand has ended.");
      this.#rest += this.#words.decode(value, { stream: true });
      end = this.#rest.indexOf("\n");
    }
    const text = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return text;
  }
}
