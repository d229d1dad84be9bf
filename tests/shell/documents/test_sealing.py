"""The organisation's seal on a PDF: from a file, from a token, and everything that can be wrong with it."""

import io
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pypdf import PdfReader

from chibo.cli.check_pdf import main as check_pdf_command
from chibo.documents import certificates
from chibo.documents.certificates import SealFault, SealingError
from chibo.documents.pdf_check import (
    DEMONSTRATION_NAME,
    PdfUnreadableError,
    State,
    Trust,
    check_pdf,
    roots_in,
)
from chibo.documents.sealing import Signatory, seal

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
NAME = "Đảng ủy xã Nà Ơn"
PASSPHRASE = "mở ra"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return a small paper of the archive's kind."""
    source = '#set document(title: [Biên bản])\n#set text(lang: "vi")\n= Biên bản\nĐã họp.'
    return typst.compile(source.encode(), pdf_standards=["a-2a", "ua-1"])


def made(*, usage: str = "sign", days: tuple[int, int] = (-1, 30)):
    """Return a key and a certificate for it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), timezone.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    is_signing = usage == "sign"
    allowed = x509.KeyUsage(
        digital_signature=is_signing,
        content_commitment=is_signing,
        key_encipherment=not is_signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(allowed, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def file_of(folder: Path, key, certificate) -> Path:
    """Keep a key and its certificate as a PKCS#12 file."""
    path = folder / "seal.p12"
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, locked)
    )
    return path


def pem(certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def configured(settings, tmp_path):
    """Give a way to configure a certificate in a file; return the certificate."""

    def configure(**how):
        key, certificate = made(**how)
        settings.CHIBO_SIGNING_PKCS12 = str(file_of(tmp_path, key, certificate))
        settings.CHIBO_SIGNING_PASSPHRASE = PASSPHRASE
        return certificate

    return configure


def test_the_sealed_paper_begins_with_its_bytes_and_is_trusted_by_who_knows_the_root(
    pdf, configured
):
    certificate = configured()
    sealed = seal(pdf, "Biên bản", (Signatory("Cà Văn Ín", "người ghi biên bản"),))

    assert sealed.startswith(pdf)
    (known,) = check_pdf(sealed, roots_in(pem(certificate)))
    assert (known.name, known.state, known.trust) == (NAME, State.UNCHANGED, Trust.TRUSTED)
    assert known.reason == "Biên bản; Cà Văn Ín (người ghi biên bản) ký xác nhận"
    (unknown,) = check_pdf(sealed)
    assert (unknown.state, unknown.trust) == (State.UNCHANGED, Trust.UNKNOWN)
    assert check_pdf(pdf) == ()


def test_the_sealed_paper_stays_an_archive_paper(pdf, configured):
    configured()
    reader = PdfReader(io.BytesIO(seal(pdf, "Biên bản")))
    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()
    field = reader.pages[0]["/Annots"][0].get_object()

    assert 'pdfaid:part="2"' in told
    assert 'pdfaid:conformance="A"' in told
    assert 'pdfuaid:part="1"' in told
    # PDF/A: printed, neither hidden nor invisible, without a size; PDF/UA: off the page, by tags.
    assert field["/F"] & 0b100111 == 0b100
    assert list(field["/Rect"]) == [-9999] * 4
    assert reader.pages[0]["/Tabs"] == "/S"
    assert root["/MarkInfo"]["/Marked"]
    assert "/Version" not in root


def test_a_changed_byte_and_an_added_one_are_seen(pdf, configured):
    configured()
    sealed = seal(pdf, "Biên bản")
    changed = bytearray(sealed)
    changed[changed.index(b"/Title") + 8] ^= 1

    assert check_pdf(bytes(changed))[0].state is State.CHANGED
    assert check_pdf(sealed + b"\n% more\n")[0].state is State.ADDED_TO


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        ({"days": (-30, -1)}, SealFault.EXPIRED),
        ({"days": (1, 30)}, SealFault.NOT_YET_VALID),
        ({"usage": "encrypt"}, SealFault.NOT_FOR_SIGNING),
    ],
)
def test_a_certificate_that_may_not_sign_is_named(pdf, configured, how, fault):
    configured(**how)
    assert faulty(pdf) is fault


def faulty(pdf: bytes) -> SealFault:
    with pytest.raises(SealingError) as caught:
        seal(pdf, "Biên bản")
    return caught.value.fault


def test_a_file_that_cannot_be_used_is_named(pdf, configured, settings, tmp_path):
    configured()
    settings.CHIBO_SIGNING_PASSPHRASE = "sai"
    assert faulty(pdf) is SealFault.FILE_UNREADABLE
    Path(settings.CHIBO_SIGNING_PKCS12).write_bytes(b"no certificate")
    assert faulty(pdf) is SealFault.FILE_UNREADABLE
    settings.CHIBO_SIGNING_PKCS12 = str(tmp_path / "missing.p12")
    assert faulty(pdf) is SealFault.FILE_MISSING
    key, _ = made()
    bare = pkcs12.serialize_key_and_certificates(
        b"x", key, None, None, serialization.NoEncryption()
    )
    (tmp_path / "missing.p12").write_bytes(bare)
    settings.CHIBO_SIGNING_PASSPHRASE = ""
    assert faulty(pdf) is SealFault.CERTIFICATE_MISSING


def test_only_a_demonstration_makes_a_certificate_and_says_so(pdf, settings, tmp_path):
    settings.CHIBO_SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMONSTRATION = False
    assert faulty(pdf) is SealFault.NOT_CONFIGURED
    assert not settings.CHIBO_SIGNING_FOLDER.exists()

    settings.DEMONSTRATION = True
    first, again = (check_pdf(seal(pdf, "Biên bản"))[0] for _ in range(2))
    assert (first.name, first.state, first.trust) == (
        DEMONSTRATION_NAME,
        State.UNCHANGED,
        Trust.DEMONSTRATION,
    )
    assert first.fingerprint == again.fingerprint
    (file,) = settings.CHIBO_SIGNING_FOLDER.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_real_certificate_is_used_and_none_made_beside_it(
    pdf, configured, settings, tmp_path
):
    settings.CHIBO_SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMONSTRATION = True
    configured()
    assert check_pdf(seal(pdf, "Biên bản"))[0].name == NAME
    assert not settings.CHIBO_SIGNING_FOLDER.exists()


def test_what_is_no_paper_is_not_sealed(configured):
    configured()
    assert faulty(b"no paper") is SealFault.PAPER_UNREADABLE
    with pytest.raises(PdfUnreadableError):
        check_pdf(b"no paper")


def test_the_command_says_in_words_what_it_found(pdf, configured, tmp_path, capsys):
    certificate = configured()
    file, roots, other = (tmp_path / name for name in ("a.pdf", "roots.pem", "b.pdf"))
    file.write_bytes(seal(pdf, "Biên bản"))
    roots.write_bytes(pem(certificate))
    other.write_bytes(b"no paper")

    assert check_pdf_command([str(file), "--roots", str(roots)]) == 0
    assert "unchanged since it was signed" in capsys.readouterr().out
    assert check_pdf_command([str(file)]) == 1
    file.write_bytes(pdf)
    assert check_pdf_command([str(file)]) == 1
    assert "no signature" in capsys.readouterr().out
    assert check_pdf_command([str(other)]) == 2
    assert check_pdf_command([str(tmp_path / "none")]) == 2
    assert check_pdf_command([str(file), "--roots", str(other)]) == 2


# --- a token -----------------------------------------------------------------------------------


def on_token(label: str, *, with_key: bool = True):
    """Put a key and its certificate on a token."""
    import pkcs11  # noqa: PLC0415 -- only where there is a token
    from pkcs11.util.ec import decode_ec_private_key  # noqa: PLC0415 -- the same
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415 -- the same

    key, certificate = made()
    plain = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    same = {pkcs11.Attribute.ID: b"1", pkcs11.Attribute.TOKEN: True}
    token = pkcs11.lib(str(SOFTHSM)).get_token(token_label=label)
    with token.open(rw=True, user_pin="1234") as session:
        session.create_object({**decode_x509_certificate(der), **same})
        if with_key:
            session.create_object({**decode_ec_private_key(plain), **same})
    return certificate


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    """Let SoftHSM keep its tokens in a folder of the test's own, named before it is first used."""
    if not SOFTHSM.exists() or not shutil.which("softhsm2-util"):
        pytest.skip("SoftHSM2 is not installed")
    folder = tmp_path_factory.mktemp("tokens")
    written = folder / "softhsm2.conf"
    written.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(written))
        for label in ("Chibo 1", "Chibo 2"):
            words = ["softhsm2-util", "--init-token", "--free", "--label", label]
            subprocess.run(  # noqa: S603 -- our own words
                [*words, "--so-pin", "12345678", "--pin", "1234"],
                check=True,
                capture_output=True,
            )
        yield


@pytest.fixture
def token(settings, tokens):
    """Give the settings of a token; wrong PINs of other tests are forgotten."""
    settings.CHIBO_SIGNING_PKCS11_MODULE = str(SOFTHSM)
    settings.CHIBO_SIGNING_PIN = "1234"
    certificates._WRONG_PINS.clear()
    return settings


def test_a_key_that_never_leaves_its_token_seals(pdf, token):
    certificate = on_token("Chibo 1")
    token.CHIBO_SIGNING_PKCS11_TOKEN = "Chibo 1"
    for _ in range(2):
        (found,) = check_pdf(seal(pdf, "Biên bản"), roots_in(pem(certificate)))
        assert (found.state, found.trust) == (State.UNCHANGED, Trust.TRUSTED)


def test_a_token_that_cannot_be_used_is_named_and_a_wrong_pin_is_tried_once(pdf, token):
    on_token("Chibo 2", with_key=False)
    token.CHIBO_SIGNING_PKCS11_TOKEN = "Chibo 2"
    assert faulty(pdf) is SealFault.KEY_MISSING
    token.CHIBO_SIGNING_PKCS11_CERTIFICATE = "another"
    assert faulty(pdf) is SealFault.CERTIFICATE_MISSING
    token.CHIBO_SIGNING_PIN = "0000"
    with pytest.raises(SealingError, match="PinIncorrect"):
        seal(pdf, "Biên bản")
    with pytest.raises(SealingError, match="not tried again"):
        seal(pdf, "Biên bản")
    token.CHIBO_SIGNING_PKCS11_TOKEN = "no such token"
    assert faulty(pdf) is SealFault.TOKEN_MISSING
    token.CHIBO_SIGNING_PKCS11_MODULE = "/nowhere.so"
    assert faulty(pdf) is SealFault.MODULE_MISSING
