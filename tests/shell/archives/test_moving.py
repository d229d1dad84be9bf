"""A body moves to an empty server and back without loss; what contradicts or is damaged stays out."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model

from chibo.archive.container import sha256, write_container
from chibo.archive.saying import LieError
from chibo.archives.moving.arriving import arrive
from chibo.archives.moving.leaving import leave
from chibo.archives.moving.rows import plain
from chibo.archives.moving.tables import LEFT_BEHIND, MADE_ANEW, TABLES, Table, present
from chibo.archives.queries import kept_by
from chibo.core.procedure import commands as do
from chibo.core.values import Mode
from chibo.meetings.actions import attach_document
from chibo.meetings.followers import catch_up
from chibo.meetings.models import Journal
from chibo.meetings.queries import meeting
from chibo.meetings.restoring import ContradictionError
from chibo.registry.models import Body
from tests.shell.archives.forging import unpacked
from tests.shell.archives.held import held
from tests.shell.story import Live, new_id, opened
from tests.shell.story import accepted as accepted_of

pytestmark = pytest.mark.django_db(transaction=True)


def everything() -> dict[str, list[Any]]:
    """Return every row that moves or is made anew, without the keys that differ between servers."""
    said: dict[str, list[Any]] = {}
    for table in present():
        rows = [plain(table, each, sha256) for each in table.model._default_manager.all()]
        said[table.label] = sorted(rows, key=str)
    for label in sorted(MADE_ANEW - {"meetings.Cursor"}):
        said[label] = sorted(
            (_values(each) for each in apps.get_model(label).objects.all()), key=str
        )
    return said


def _values(row: Model) -> dict[str, str]:
    return {
        it.name: str(getattr(row, it.name))
        for it in row._meta.concrete_fields
        if not it.primary_key
    }


def with_a_document() -> Live:
    """Return a held meeting of a cell, and one under way with a document."""
    live = held()
    catch_up()
    content = b"%PDF-1.4 a document"
    running = opened_again(live)
    accepted_of(
        attach_document(
            running,
            do.AttachDocument(
                "doc-1", "i1", "Báo cáo", "bao-cao.pdf", sha256(content), len(content)
            ),
            content=content,
            content_type="application/pdf",
            actor=live.cell.code("An"),
            command_id=new_id(),
        )
    )
    return live


def opened_again(live: Live) -> str:
    """Return a second meeting of the same cell."""
    return opened(live.cell).key


def moved(body: Body) -> bytes:
    stream = BytesIO()
    leave(body, stream)
    return stream.getvalue()


def test_a_body_moves_to_an_empty_server_and_back_without_loss(mailoutbox: list[Any]) -> None:
    live = with_a_document()
    before = everything()
    top = live.cell.commune
    file = moved(top)
    call_command("flush", interactive=False, verbosity=0)
    assert Journal.objects.count() == 0

    first = arrive(BytesIO(file))

    assert everything() == before
    assert (first["changed"], first["same"]) == (0, 0)
    again = arrive(BytesIO(file))
    assert (again["new"], again["changed"], again["journals"]) == (0, 0, 0)
    assert everything() == before
    state, _ = meeting(live.key)
    assert state.confirmation.is_locked
    commune = Body.objects.get(public_id=top.public_id)
    assert all(each.holds for each in kept_by(commune))
    assert moved(commune) == file
    # Nobody is told again where a body arrives.
    mailoutbox.clear()
    catch_up()
    assert mailoutbox == []


def test_a_journal_that_says_otherwise_is_not_taken_in() -> None:
    live = opened()
    early = moved(live.cell.commune)
    live.done("Bình", do.CheckIn(live.cell.code("An"), Mode.IN_PERSON))
    seq = Journal.objects.get(key=live.key).head_seq
    late = moved(live.cell.commune)
    call_command("flush", interactive=False, verbosity=0)
    arrive(BytesIO(early))
    live.done("Bình", do.CheckIn(live.cell.code("Bình"), Mode.IN_PERSON))
    before = everything()

    with pytest.raises(ContradictionError) as caught:
        arrive(BytesIO(late))

    assert (caught.value.key, caught.value.seq) == (live.key, seq)
    assert everything() == before


def test_a_damaged_file_is_refused_in_words(tmp_path: Path) -> None:
    live = opened()
    file = tmp_path / "body.zip"
    call_command("export_body", str(live.cell.commune.public_id), str(file), stdout=StringIO())
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])

    with pytest.raises(CommandError):
        call_command("import_body", str(file))


def test_a_changed_row_is_seen() -> None:
    live = opened()
    file = unpacked(moved(live.cell.commune))
    file["rows.json"] = file["rows.json"].replace(
        "Lò Thị Minh".encode(), "Lò Thị Mình".encode()
    )
    stream = BytesIO()
    write_container(stream, file)

    with pytest.raises(LieError):
        arrive(BytesIO(stream.getvalue()))


def test_every_table_has_its_place() -> None:
    """A new table is named among those that move, are made anew, or stay behind."""
    of_ours = {
        each._meta.label for each in apps.get_models() if each.__module__.startswith("chibo.")
    }
    named: set[str] = {table.label for table in TABLES if isinstance(table, Table)}

    assert of_ours == (named - {"mfa.Authenticator"}) | MADE_ANEW | LEFT_BEHIND
