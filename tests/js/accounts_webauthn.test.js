import assert from "node:assert/strict";
import test from "node:test";

import {
  answer,
  creation,
  request,
  toBytes,
  toText,
} from "../../src/chibo/accounts/static/accounts/webauthn.js";

test("bytes survive the way through text, without padding and slashes", () => {
  for (const bytes of [[], [0], [255, 254], [251, 239, 190, 63], [1, 2, 3, 4, 5]]) {
    const text = toText(Uint8Array.from(bytes));
    assert.match(text, /^[\w-]*$/);
    assert.deepEqual([...toBytes(text)], bytes);
  }
});

test("what the browser is asked for has bytes where it wants them", () => {
  const options = creation({
    challenge: "_-8",
    rp: { name: "Chibo" },
    user: { id: "AQI", name: "DV001", displayName: "An" },
    pubKeyCredParams: [],
    excludeCredentials: [{ id: "Aw", type: "public-key" }],
  });

  assert.deepEqual(options.challenge, Uint8Array.from([255, 239]));
  assert.deepEqual(options.user.id, Uint8Array.from([1, 2]));
  assert.deepEqual(options.excludeCredentials, [
    { id: Uint8Array.from([3]), type: "public-key" },
  ]);
});

test("a request without named passkeys asks for any", () => {
  assert.deepEqual(request({ challenge: "AQ" }), {
    challenge: Uint8Array.from([1]),
    allowCredentials: [],
  });
});

test("the answer carries its buffers as text, and leaves out what is not there", () => {
  const sent = answer({
    id: "AQ",
    rawId: Uint8Array.from([1]).buffer,
    type: "public-key",
    response: {
      clientDataJSON: Uint8Array.from([2]).buffer,
      signature: Uint8Array.from([3]).buffer,
      userHandle: null,
    },
    getClientExtensionResults: () => ({}),
  });

  assert.deepEqual(JSON.parse(sent), {
    id: "AQ",
    rawId: "AQ",
    type: "public-key",
    response: { clientDataJSON: "Ag", signature: "Aw" },
    clientExtensionResults: {},
  });
});
