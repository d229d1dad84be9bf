// How a sender's key goes to another page: agreed on over their public keys, sealed, and opened there.

/** @typedef {{feed: string, key: string}} Party a page by its name in the call and its public key */
/** @typedef {{toThem: CryptoKey, toUs: CryptoKey}} Agreement */

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const IV = 12;

/** Return a pair that lasts as long as this stay in the call; its private half cannot be read. */
export async function freshPair() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { privateKey: pair.privateKey, key: written(new Uint8Array(raw)) };
}

/**
 * Return what two pages have in common, one key for each direction; bound to both of them and to the room.
 * @param {CryptoKey} privateKey @param {Party} us @param {Party} them @param {string} room
 * @returns {Promise<Agreement>}
 */
export async function agree(privateKey, us, them, room) {
  const theirs = await crypto.subtle.importKey("raw", read(them.key), CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  return {
    toThem: await derived(secret, us, them, room),
    toUs: await derived(secret, them, us, room),
  };
}

/** @param {CryptoKey} secret @param {Party} from @param {Party} to @param {string} room */
function derived(secret, from, to, room) {
  const info = ["chibo key 1", room, from.feed, from.key, to.feed, to.key].join("\n");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: new TextEncoder().encode(info) };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Return a sender's key as only the other page can open it. @param {CryptoKey} key @param {number} number @param {Uint8Array} raw */
export async function sealKey(key, number, raw) {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how(iv, number), key, raw.slice()));
  const whole = new Uint8Array(IV + sealed.length);
  whole.set(iv);
  whole.set(sealed, IV);
  return written(whole);
}

/** Return what was sealed for us; fails where it was not. @param {CryptoKey} key @param {number} number @param {string} text */
export async function openKey(key, number, text) {
  const whole = read(text);
  const raw = await crypto.subtle.decrypt(how(whole.slice(0, IV), number), key, whole.slice(IV));
  return new Uint8Array(raw);
}

/** @param {Uint8Array<ArrayBuffer>} iv @param {number} number */
function how(iv, number) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`chibo key ${number}`) };
}

/** @param {Uint8Array} bytes */
function written(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function read(text) {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(bytes, (letter) => letter.charCodeAt(0));
}
