"""A passkey made of software: it registers on the real page and answers what it is asked."""

import json
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN, SITE = "http://testserver", "testserver"
PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class SoftKey:
    """One passkey of one person."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    identity: bytes = field(default_factory=lambda: os.urandom(16))

    def register(self, client: Client) -> None:
        """Add this passkey on the page of the account."""
        address = reverse("mfa_add_webauthn")
        page = client.get(address)
        options = page.context["js_data"]["creation_options"]["publicKey"]
        told = CollectedClientData.create(
            CollectedClientData.TYPE.CREATE, websafe_decode(options["challenge"]), ORIGIN
        )
        known = AttestedCredentialData.create(
            Aaguid.NONE, self.identity, ES256.from_cryptography_key(self.key.public_key())
        )
        flags = PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(_site(SITE), flags, 0, bytes(known))
        attestation = AttestationObject.create("none", data, {})
        answer = client.post(
            address,
            {
                "name": "khóa",
                "credential": self._answer(
                    clientDataJSON=told, attestationObject=bytes(attestation)
                ),
            },
        )
        assert answer.status_code == 302, answer.context["form"].errors

    def sign(self, options: dict, origin: str = ORIGIN, site: str = SITE) -> str:
        """Return what the browser sends back for a request to sign."""
        told = CollectedClientData.create(
            CollectedClientData.TYPE.GET,
            websafe_decode(options["publicKey"]["challenge"]),
            origin,
        )
        data = AuthenticatorData.create(_site(site), PRESENT_AND_VERIFIED, 1)
        signature = self.key.sign(bytes(data) + told.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=told, authenticatorData=bytes(data), signature=signature
        )

    def _answer(self, **response: bytes) -> str:
        identity = websafe_encode(self.identity)
        return json.dumps(
            {
                "id": identity,
                "rawId": identity,
                "type": "public-key",
                "response": {name: websafe_encode(bytes(b)) for name, b in response.items()},
                "clientExtensionResults": {},
            }
        )


def _site(name: str) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(name.encode())
    return digest.finalize()
