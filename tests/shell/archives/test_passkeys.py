"""A passkey's signature in an archive: checked with the key that the journal names; one byte is enough."""

import base64
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from chibo.archive.saying import Said
from chibo.archive.verifying import verify
from chibo.archives.contents import of_meeting
from chibo.core.journal.chain import digest
from chibo.core.journal.codec import encode
from chibo.core.procedure.signatures import statement_in
from tests.core.journals import ROOT
from tests.shell.archives.forging import chained, listed_again, rows_of, unpacked
from tests.shell.documents.finished import finished
from tests.shell.documents.signers import address, post
from tests.shell.documents.softkey import SoftKey
from tests.shell.documents.test_signing import registered

pytestmark = pytest.mark.django_db(transaction=True)


def signed() -> bytes:
    """Return the archive of a meeting whose minutes taker signed with a passkey."""
    live, key = finished(), SoftKey()
    client = registered(live, "Bình", key)
    page = client.get(address(live)).context
    credential = key.sign(page["passkey"]["request_options"])
    answer = post(client, live, token=page["token"], credential=credential)
    assert answer.status_code == 302
    stream = BytesIO()
    of_meeting(live.key).into(stream)
    return stream.getvalue()


def test_one_byte_of_what_was_signed_or_of_the_key_is_found(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    archive = signed()

    report = verify(BytesIO(archive))

    assert report.lie is None
    assert Said("signatures.passkeys", {"count": 1}) in report.checked
    assert [
        changed(archive, part) for part in ("signature", "authenticator", "public_key")
    ] == ["signature.forged"] * 3
    assert changed(archive, "client") == "event.refused"
    assert "chưa cài thư viện cryptography" in without_packages(archive, tmp_path)


def changed(archive: bytes, part: str) -> str:
    """Return what is found where the last byte of a part is another and all hashes are made anew."""
    files = unpacked(archive)
    name = next(it for it in files if it.startswith("journals/meeting-"))
    rows: list[dict[str, Any]] = rows_of(files[name])  # type: ignore[assignment]  # as they lie
    row = next(it for it in rows if it["event"] == "MinutesSigned")
    proof = row["data"]["evidence"]
    content = bytearray(base64.urlsafe_b64decode(proof[part] + "=" * (-len(proof[part]) % 4)))
    content[-1] ^= 1
    proof[part] = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
    asked = {"statement": encode(statement_in(row["data"]["statement"])), "evidence": proof}
    row["digest"] = digest(["SignMinutes", asked, row["actor"]])
    said = verify(BytesIO(listed_again({**files, name: chained(rows)}))).lie
    return said.word if said else ""


def without_packages(archive: bytes, folder: Path) -> str:
    """Return what `chibo verify` says where nothing but Python is installed."""
    file = folder / "signed.zip"
    file.write_bytes(archive)
    text = (
        "import sys; sys.path.insert(0, 'src'); sys.argv = ['chibo', 'verify', sys.argv[1]]\n"
        "from chibo.cli import main\nsys.exit(main())"
    )
    done = subprocess.run(  # noqa: S603 -- our own interpreter, our own text
        [sys.executable, "-I", "-S", "-c", text, str(file)],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()
