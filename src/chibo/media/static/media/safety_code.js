// The safety code: the same on two devices only if both know the same keys of the same people.

/** @typedef {{feed: string, person: string, name: string, key: string}} Member */

/** So slow that trying keys out until two codes agree takes a computing centre hours; a phone takes half a second. */
export const ROUNDS = 200_000;
const DIGITS = 20, GROUP = 4;

/**
 * Return the code of a call, in groups of four digits.
 * @param {string} room
 * @param {Iterable<Member>} members everybody in the call, ourselves among them
 */
export async function codeOf(room, members) {
  const rows = [...members].map(({ feed, person, name, key }) => [key, feed, person, name]);
  rows.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
  const text = new TextEncoder().encode(JSON.stringify(rows));
  const secret = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
  const salt = new TextEncoder().encode(`chibo safety code 1\n${room}`);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, secret, 128));
  const number = bits.reduce((all, byte) => all * 256n + BigInt(byte), 0n) % 10n ** BigInt(DIGITS);
  const digits = String(number).padStart(DIGITS, "0");
  return digits.match(new RegExp(`.{${GROUP}}`, "g"))?.join(" ") ?? "";
}
