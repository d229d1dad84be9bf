"""A registered text in its body's archive: read again as it was entered, and found when it is changed."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from chibo.archive.verifying import verify
from chibo.archives.contents import of_year
from chibo.core.journal.chain import digest
from chibo.core.procedure.regulation import CloseText
from chibo.meetings.actions import carry_out
from chibo.meetings.regulation_kind import journal_of
from tests.shell.archives.forging import chained, listed_again, rows_of, unpacked
from tests.shell.meetings.coming import browser, cell_with_addresses
from tests.shell.regulations.texts import registered, share
from tests.shell.story import accepted, new_id

pytestmark = pytest.mark.django_db


def test_a_registered_text_is_read_again(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    of = cell_with_addresses()
    text = registered(browser(of, "Sơn"), of, **share())
    last = timezone.localdate() + timedelta(days=60)
    accepted(
        carry_out(
            journal_of(of.commune), CloseText(text, last, " Thay đổi "),
            actor=of.code("Sơn"), command_id=new_id(),
        )
    )  # fmt: skip
    stream = BytesIO()
    of_year(of.commune, timezone.localdate().year).into(stream)

    report = verify(BytesIO(stream.getvalue()))

    assert report.lie is None
    assert [it.word for it in report.unchecked if it.word.endswith("beyond")] == []
    assert report.recorded["texts"] == 2
    assert forged(stream.getvalue()) == ("event.refused", "TextRegistered")


def forged(archive: bytes) -> tuple[str, object] | None:
    """Return what is found where another share is written into the text, with all hashes anew."""
    files = unpacked(archive)
    name = next(it for it in files if it.startswith("journals/regulation-"))
    rows: list[dict[str, Any]] = rows_of(files[name])  # type: ignore[assignment]  # as they lie
    data = rows[0]["data"]
    assert "4/5" in data["difference"]
    data["difference"] = data["difference"].replace("4/5", "3/5")
    asked = {it: data[it] for it in ("difference", "fingerprint", "scan", "replayed")}
    rows[0]["digest"] = digest(["RegisterText", asked, rows[0]["actor"]])
    said = verify(BytesIO(listed_again({**files, name: chained(rows)}))).lie
    return (said.word, said.facts["event"]) if said else None
