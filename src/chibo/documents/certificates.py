"""The organisation's certificate: a PKCS#12 file, a key on a PKCS#11 token, or the demonstration's own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock

import pkcs11
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from chibo.documents.pdf_check import DEMONSTRATION_NAME

DEMONSTRATION_FILE = "demonstration.p12"
_YEARS = timedelta(days=3650)


class SealFault(StrEnum):
    """Why a paper cannot be sealed."""

    NOT_CONFIGURED = "not_configured"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    """The passphrase is wrong, or the file is no PKCS#12: they look the same from outside."""
    MODULE_MISSING = "module_missing"
    TOKEN_MISSING = "token_missing"  # noqa: S105 -- a name, no secret
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    CERTIFICATE_MISSING = "certificate_missing"
    KEY_MISSING = "key_missing"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    PAPER_UNREADABLE = "paper_unreadable"
    FAILED = "failed"


class SealingError(Exception):
    """A paper was not sealed; nothing was written, and the fault says what the administrator mends."""

    def __init__(self, fault: SealFault, detail: str = "") -> None:
        """Name the fault; the detail is for the log and the administrator."""
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


def is_configured() -> bool:
    """Whether this installation has a certificate of its own."""
    return bool(settings.CHIBO_SIGNING_PKCS12 or settings.CHIBO_SIGNING_PKCS11_MODULE)


@contextmanager
def signer() -> Iterator[Signer]:
    """Give the organisation's signer, its certificate looked at, or raise `SealingError`."""
    if settings.CHIBO_SIGNING_PKCS11_MODULE:
        with _TOKEN, _on_token() as found:
            _look_at(found)
            yield found
        return
    found = _from_file()
    _look_at(found)
    yield found


def _from_file() -> Signer:
    if settings.CHIBO_SIGNING_PKCS12:
        return _read(Path(settings.CHIBO_SIGNING_PKCS12), settings.CHIBO_SIGNING_PASSPHRASE)
    if settings.DEMONSTRATION:
        return _read(demonstration_file(), "")
    raise SealingError(SealFault.NOT_CONFIGURED)


def _read(path: Path, passphrase: str) -> Signer:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SealingError(SealFault.FILE_MISSING, str(error)) from error
    try:
        key, own, others = pkcs12.load_key_and_certificates(
            content, passphrase.encode() or None
        )
    except ValueError as error:
        raise SealingError(SealFault.FILE_UNREADABLE, str(error)) from error
    if own is None:
        raise SealingError(SealFault.CERTIFICATE_MISSING, str(path))
    if key is None:
        raise SealingError(SealFault.KEY_MISSING, str(path))
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's own constructor
    chain.register_multiple([_asn1(each) for each in others])
    plain = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=_asn1(own),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=chain,
    )


def _asn1(certificate: certificates.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


_TOKEN = Lock()
"""A token knows one login for the whole process: papers are sealed one after the other."""
_WRONG_PINS: set[tuple[str, str, str]] = set()
"""PINs that were refused: a token locks itself for ever after a few, so none is tried twice."""


@contextmanager
def _on_token() -> Iterator[Signer]:
    session = _opened()
    try:
        yield _signer_on(session)
    finally:
        session.close()


def _opened() -> pkcs11.Session:
    module, token = settings.CHIBO_SIGNING_PKCS11_MODULE, settings.CHIBO_SIGNING_PKCS11_TOKEN
    tried = (module, token, settings.CHIBO_SIGNING_PIN)
    if tried in _WRONG_PINS:
        raise SealingError(SealFault.PIN_WRONG, "not tried again")
    if not Path(module).is_file():
        raise SealingError(SealFault.MODULE_MISSING, module)
    try:
        return open_pkcs11_session(
            module,
            token_criteria=TokenCriteria(label=token),
            user_pin=settings.CHIBO_SIGNING_PIN or None,
        )
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        _WRONG_PINS.add(tried)
        raise SealingError(SealFault.PIN_WRONG, type(error).__name__) from error
    except PinLocked as error:
        raise SealingError(SealFault.PIN_LOCKED) from error
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise SealingError(
            SealFault.TOKEN_MISSING, f"{type(error).__name__} {error}"
        ) from error


def _signer_on(session: pkcs11.Session) -> Signer:
    """Return the signer of the named certificate, or of the only one on the token."""
    wanted: dict[pkcs11.Attribute, object] = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE
    }
    if settings.CHIBO_SIGNING_PKCS11_CERTIFICATE:
        wanted[pkcs11.Attribute.LABEL] = settings.CHIBO_SIGNING_PKCS11_CERTIFICATE
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        raise SealingError(SealFault.CERTIFICATE_MISSING, f"{len(found)} on the token")
    identity = found[0][pkcs11.Attribute.ID]
    key = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
        pkcs11.Attribute.ID: identity,
    }
    if not list(session.get_objects(key)):
        raise SealingError(SealFault.KEY_MISSING, identity.hex())
    own = x509.Certificate.load(found[0][pkcs11.Attribute.VALUE])
    # Every token signs a digest with an elliptic key; few of them make the digest as well.
    is_elliptic = own.public_key.algorithm == "ec"
    return PKCS11Signer(
        session, signing_cert=own, key_id=identity, use_raw_mechanism=is_elliptic
    )


def _look_at(found: Signer) -> None:
    """Refuse a certificate that is not valid today or was not made for signing."""
    own = found.signing_cert
    if own is None:
        raise SealingError(SealFault.CERTIFICATE_MISSING)
    if problem := fault_of(own, timezone.now()):
        raise SealingError(problem, str(own.subject.human_friendly))


def fault_of(certificate: x509.Certificate, at: datetime) -> SealFault | None:
    """Return what stands against signing with a certificate at a moment."""
    if at > certificate.not_valid_after:
        return SealFault.EXPIRED
    if at < certificate.not_valid_before:
        return SealFault.NOT_YET_VALID
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
        return SealFault.NOT_FOR_SIGNING
    return None


def demonstration_file() -> Path:
    """Return the demonstration's certificate, made the first time; its name says that it counts for nothing."""
    path = Path(settings.CHIBO_SIGNING_FOLDER) / DEMONSTRATION_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(_demonstration(timezone.now()))
        # Two processes may begin at once: the first file stays, and both read that one.
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path


def _demonstration(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name(
        [certificates.NameAttribute(NameOID.COMMON_NAME, DEMONSTRATION_NAME)]
    )
    usage = certificates.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _YEARS)
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        DEMONSTRATION_FILE.encode(), key, certificate, None, serialization.NoEncryption()
    )
