"""Signing papers: what is stated, what is left as evidence, and the commands and events about it (BB-12, BB-13)."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import decode, encode
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Instant, PersonId

MINUTES = "minutes"
"""The subject of statements about the minutes; an addendum is named by its own key."""
PURPOSE = "chibo.signature.1"
"""Says in every statement what was signed for: nothing else can be passed off as a signature."""


class Method(StrEnum):
    """How somebody showed who they are when they signed."""

    PASSKEY = "passkey"
    CODE = "code"
    SESSION = "session"
    """Signed in, nothing more: only where the installation asks for no second factor."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signer confirms, word for word; its hash is what a passkey signs."""

    subject: str
    journal: str
    head: str
    """The hash of the journal's last entry that the paper was compiled from."""
    paper_sha256: str
    signer: PersonId
    office: Role
    nonce: str

    @property
    def text(self) -> str:
        """The one form in which it is signed: JSON with sorted keys and without spaces."""
        words = encode(self)
        if not isinstance(words, dict):
            raise TypeError(words)
        return canonical({"purpose": PURPOSE, **words}).decode()

    @property
    def challenge(self) -> bytes:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).digest()


def statement_in(text: str) -> Statement:
    """Return the statement that a text is; `UnknownShapeError` or `ValueError` where it is none."""
    words = json.loads(text)
    if not isinstance(words, dict) or words.pop("purpose", None) != PURPOSE:
        raise ValueError(text)
    return decode(Statement, words)


@dataclass(frozen=True, slots=True)
class PasskeyEvidence:
    """A passkey's assertion, everything in base64url: whoever has it can check it without us."""

    relying_party: str
    """The name of the site; its SHA-256 begins the authenticator's data."""
    credential: str
    public_key: str
    """SubjectPublicKeyInfo, DER."""
    algorithm: int
    """As COSE numbers them: -7 is ECDSA on P-256 with SHA-256."""
    authenticator: str
    client: str
    signature: str
    """Over the authenticator's data and the SHA-256 of the client's."""


@dataclass(frozen=True, slots=True)
class CodeEvidence:
    """The server's word that the code of the person's app was right, and for which thirty seconds."""

    verified_at: Instant
    step: int


@dataclass(frozen=True, slots=True)
class SessionEvidence:
    """The server's word that the person was signed in and pressed the button."""

    pressed_at: Instant


Evidence: TypeAlias = PasskeyEvidence | CodeEvidence | SessionEvidence


def method_of(evidence: Evidence) -> Method:
    """Return how somebody signed, by what was left behind."""
    match evidence:
        case PasskeyEvidence():
            return Method.PASSKEY
        case CodeEvidence():
            return Method.CODE
        case SessionEvidence():
            return Method.SESSION


def is_about(evidence: Evidence, statement: Statement) -> bool:
    """Whether a passkey was asked for this statement and no other; codes carry no statement."""
    if not isinstance(evidence, PasskeyEvidence):
        return True
    try:
        client = json.loads(_bytes_of(evidence.client))
    except (ValueError, binascii.Error):
        return False
    if not isinstance(client, dict) or client.get("type") != "webauthn.get":
        return False
    asked = base64.urlsafe_b64encode(statement.challenge).rstrip(b"=").decode()
    return bool(client.get("challenge") == asked)


def _bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignMinutes:
    """Sign the minutes as minutes taker or as chair, with what shows who it was."""

    statement: Statement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AppointSigner:
    """Name who signs for a minutes taker or chair who has left the cell."""

    office: Role
    signer: Person
    reason: str


@dataclass(frozen=True, slots=True)
class FixPaper:
    """Hold fast the bytes of a signed paper; `seal` is the certificate's SHA-256, empty without one."""

    subject: str
    sha256: str
    seal: str
    fault: str
    """Why there is no seal."""


@dataclass(frozen=True, slots=True)
class ProposeAddendum:
    """Put right what the locked minutes say (BB-13)."""

    addendum: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawAddendum:
    """Take an addendum back before both have signed it."""

    addendum: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignAddendum:
    """Sign an addendum as minutes taker or as chair; the statement's subject names it."""

    statement: Statement
    evidence: Evidence


SigningCommand: TypeAlias = (
    SignMinutes | AppointSigner | FixPaper | ProposeAddendum | WithdrawAddendum | SignAddendum
)

# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MinutesSigned:
    """Somebody signed the minutes; the statement is kept as it was signed, beside the evidence."""

    by: Person
    office: str
    head: str
    paper_sha256: str
    statement: str
    method: Method
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SignerAppointed:
    """Who signs in place of somebody who has left the cell."""

    office: str
    signer: Person
    reason: str


@dataclass(frozen=True, slots=True)
class PaperFixed:
    """The bytes of a signed paper; sealed ones are never replaced."""

    subject: str
    sha256: str
    seal: str
    fault: str


@dataclass(frozen=True, slots=True)
class AddendumProposed:
    """What the locked minutes are to be put right by, and why."""

    addendum: str
    by: Person
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class AddendumWithdrawn:
    """An addendum was taken back before both had signed it."""

    addendum: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddendumSigned:
    """Somebody signed an addendum."""

    addendum: str
    by: Person
    office: str
    head: str
    paper_sha256: str
    statement: str
    method: Method
    evidence: Evidence


SigningEvent: TypeAlias = (
    MinutesSigned
    | SignerAppointed
    | PaperFixed
    | AddendumProposed
    | AddendumWithdrawn
    | AddendumSigned
)
