/** Between the JSON that the server speaks and the buffers that the browser wants. */

/**
 * @param {string} text base64url without padding
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/**
 * @param {ArrayBuffer | Uint8Array} buffer
 * @returns {string} base64url without padding
 */
export function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @typedef {{ id: string, type: PublicKeyCredentialType, transports?: AuthenticatorTransport[] }} Named
 * @typedef {Omit<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials"> & {
 *   challenge: string, user: { id: string, name: string, displayName: string },
 *   excludeCredentials?: Named[] }} Creation
 * @typedef {Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & {
 *   challenge: string, allowCredentials?: Named[] }} Request
 */

/** @param {Named} credential */
const decoded = (credential) => ({ ...credential, id: toBytes(credential.id) });

/**
 * @param {Creation} options
 * @returns {PublicKeyCredentialCreationOptions}
 */
export function creation(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(decoded),
  };
}

/**
 * @param {Request} options
 * @returns {PublicKeyCredentialRequestOptions}
 */
export function request(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map(decoded),
  };
}

/** The parts of an answer that are buffers. */
const BUFFERS = /** @type {const} */ ([
  "clientDataJSON",
  "attestationObject",
  "authenticatorData",
  "signature",
  "userHandle",
]);

/**
 * @param {{ id: string, rawId: ArrayBuffer, type: string, response: Record<string, any>,
 *   getClientExtensionResults: () => object }} credential
 * @returns {string} what the form carries to the server
 */
export function answer(credential) {
  /** @type {Record<string, string>} */
  const response = {};
  for (const name of BUFFERS) {
    const value = credential.response[name];
    if (value) response[name] = toText(value);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}
