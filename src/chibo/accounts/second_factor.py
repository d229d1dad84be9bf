"""The second factor once more, for signing: a code used once only, or a passkey asked for these very words."""

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from fido2.cose import CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import AuthenticationResponse, UserVerificationRequirement

from chibo.accounts.demonstration import demonstration_secret
from chibo.accounts.models import Account, UsedCode


class Wrong(StrEnum):
    """Why a second factor was not accepted."""

    CODE = "code"
    CODE_USED = "code_used"
    TOO_OFTEN = "too_often"
    PASSKEY = "passkey"
    PASSKEY_FOREIGN = "passkey_foreign"


class WrongFactorError(Exception):
    """A code or a passkey was not accepted; nothing was signed."""

    def __init__(self, wrong: Wrong) -> None:
        """Say what was wrong with it."""
        super().__init__(wrong)
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Assertion:
    """A passkey's answer, ready to be kept: whoever has it can check it without us."""

    relying_party: str
    credential: str
    public_key: str
    algorithm: int
    authenticator: str
    client: str
    signature: str


def has_app(account: Account) -> bool:
    """Whether the person has an app that shows codes; in a demonstration the page shows them."""
    return _app_of(account) is not None or demonstration_secret(account) is not None


def has_passkey(account: Account) -> bool:
    """Whether the person has a passkey."""
    return bool(get_adapter().is_mfa_enabled(account, [Authenticator.Type.WEBAUTHN]))


def checked_code(account: Account, code: str) -> int:
    """Use up a code of the person's app and return its thirty seconds, or raise `WrongFactorError`."""
    clear_rate_limit = _counted(account)
    app, typed = _app_of(account), "".join(code.split())
    secret = decrypt(app.data["secret"]) if app else demonstration_secret(account)
    step = _step(secret, typed) if secret else None
    if step is None:
        raise WrongFactorError(Wrong.CODE)
    # allauth forgets a code sooner than it runs out, and in this process only: it is kept here.
    try:
        with transaction.atomic():
            UsedCode.objects.create(account=account, step=step)
    except IntegrityError:
        raise WrongFactorError(Wrong.CODE_USED) from None
    if app is not None:
        if not app.wrap().validate_code(typed):
            raise WrongFactorError(Wrong.CODE_USED)
        app.record_usage()
    clear_rate_limit()
    return step


def _counted(account: Account) -> Any:
    try:
        return check_rate_limit(account)
    except ValidationError:
        raise WrongFactorError(Wrong.TOO_OFTEN) from None


def _step(secret: str, typed: str) -> int | None:
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if totp.compare_user_code(actual=typed, expected=expected):
            return int(step)
    return None


def _app_of(account: Account) -> Any:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()


def shown_code(account: Account) -> str:
    """Return the code a demonstration shows its own people in place of an app; nobody else any."""
    secret = None if _app_of(account) else demonstration_secret(account)
    if secret is None:
        return ""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    used = set(
        UsedCode.objects.filter(account=account, step__gte=now).values_list("step", flat=True)
    )
    # The clock of an app may be a step ahead: after one signature the next can follow at once.
    step = next((step for step in (now, now + 1) if step not in used), now)
    return str(totp.format_hotp_value(totp.hotp_value(secret, step)))


def passkey_request(account: Account, challenge: bytes) -> dict[str, Any]:
    """Return what the browser asks the person's passkeys: to sign this challenge."""
    options, _ = webauthn.get_server().authenticate_begin(
        credentials=webauthn.get_credentials(account),
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge,
    )
    return dict(options)


def checked_passkey(account: Account, challenge: bytes, answer: Any) -> Assertion:
    """Return the proof that a passkey of the person signed this challenge, or raise `WrongFactorError`."""
    clear_rate_limit = _counted(account)
    try:
        told = AuthenticationResponse.from_dict(answer)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise WrongFactorError(Wrong.PASSKEY) from None
    known = webauthn.get_credentials(account)
    if told.raw_id not in {each.credential_id for each in known}:
        raise WrongFactorError(Wrong.PASSKEY_FOREIGN)
    server = webauthn.get_server()
    state = {
        "challenge": websafe_encode(challenge),
        "user_verification": UserVerificationRequirement.PREFERRED,
    }
    try:
        used = server.authenticate_complete(state, known, answer)
    except ValueError:
        raise WrongFactorError(Wrong.PASSKEY) from None
    authenticator = webauthn.get_authenticator_by_credential_id(account, used.credential_id)
    if authenticator is not None:
        authenticator.record_usage()
    clear_rate_limit()
    return Assertion(
        relying_party=str(server.rp.id),
        credential=websafe_encode(used.credential_id),
        public_key=websafe_encode(_public_key(used.public_key)),
        algorithm=int(used.public_key[3]),
        authenticator=websafe_encode(bytes(told.response.authenticator_data)),
        client=websafe_encode(bytes(told.response.client_data)),
        signature=websafe_encode(told.response.signature),
    )


_CURVES: dict[int, ec.EllipticCurve] = {
    1: ec.SECP256R1(),
    2: ec.SECP384R1(),
    3: ec.SECP521R1(),
}
"""The curves as COSE numbers them."""


def _public_key(key: CoseKey) -> bytes:
    """Return a key as any cryptographic tool reads it (SubjectPublicKeyInfo, DER)."""
    made: ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey
    match key[1]:
        case 2:
            x, y = (int.from_bytes(key[part], "big") for part in (-2, -3))
            made = ec.EllipticCurvePublicNumbers(x, y, _CURVES[key[-1]]).public_key()
        case 3:
            n, e = (int.from_bytes(key[part], "big") for part in (-1, -2))
            made = rsa.RSAPublicNumbers(e, n).public_key()
        case 1 if key[-1] == _ED25519:
            made = ed25519.Ed25519PublicKey.from_public_bytes(key[-2])
        case _:
            raise WrongFactorError(Wrong.PASSKEY)
    return made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


_ED25519 = 6
"""How COSE numbers the curve."""
