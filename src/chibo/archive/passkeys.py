"""A passkey's signature, checked with what the journal holds and nothing else."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

from chibo.core.journal.codec import UnknownShapeError
from chibo.core.procedure.signatures import PasskeyEvidence, is_about, statement_in

PRESENT = 0x01
"""The authenticator's word that somebody touched it."""
FLAGS_AT = 32
"""Behind the hash of the site's name."""


def has_reader() -> bool:
    """Tell whether the library that knows about keys is installed here."""
    try:
        import_module("cryptography.hazmat.primitives.serialization")
    except ImportError:
        return False
    return True


def holds(evidence: PasskeyEvidence, text: str) -> bool:
    """Tell whether the key that is named signed this very statement, for the site that is named."""
    try:
        statement = statement_in(text)
        client, data = _bytes_of(evidence.client), _bytes_of(evidence.authenticator)
        key, signature = _bytes_of(evidence.public_key), _bytes_of(evidence.signature)
    except (ValueError, binascii.Error, UnknownShapeError):
        return False
    site = hashlib.sha256(evidence.relying_party.encode()).digest()
    is_of_site = data[:FLAGS_AT] == site and bool(data[FLAGS_AT : FLAGS_AT + 1])
    return (
        is_about(evidence, statement)
        and is_of_site
        and bool(data[FLAGS_AT] & PRESENT)
        and _is_signed(
            key, signature, data + hashlib.sha256(client).digest(), evidence.algorithm
        )
    )


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


Check = Callable[[Any, bytes, bytes], None]


def _is_signed(key: bytes, signature: bytes, content: bytes, algorithm: int) -> bool:
    check = _CHECKS.get(algorithm)
    if check is None:
        return False
    serialization: Any = import_module("cryptography.hazmat.primitives.serialization")
    errors: Any = import_module("cryptography.exceptions")
    try:
        check(serialization.load_der_public_key(key), signature, content)
    except (
        # Another kind of key than the algorithm's, or none at all.
        *(AttributeError, TypeError, ValueError),
        *(errors.InvalidSignature, errors.UnsupportedAlgorithm),
    ):
        return False
    return True


def _ecdsa(key: Any, signature: bytes, content: bytes) -> None:
    ec: Any = import_module("cryptography.hazmat.primitives.asymmetric.ec")
    key.verify(signature, content, ec.ECDSA(_sha256()))


def _rsa(key: Any, signature: bytes, content: bytes) -> None:
    padding: Any = import_module("cryptography.hazmat.primitives.asymmetric.padding")
    key.verify(signature, content, padding.PKCS1v15(), _sha256())


def _edwards(key: Any, signature: bytes, content: bytes) -> None:
    key.verify(signature, content)


def _sha256() -> Any:
    hashes: Any = import_module("cryptography.hazmat.primitives.hashes")
    return hashes.SHA256()


_CHECKS: dict[int, Check] = {-7: _ecdsa, -8: _edwards, -257: _rsa}
"""By the number of COSE; the kinds of key that passkeys have."""
