"""The head of a closed journal goes to the body above; a journal rewritten later no longer fits."""

import json
from io import BytesIO

import pytest
from django.core import mail

from chibo.archive.verifying import verify
from chibo.archives.contents import of_meeting
from chibo.archives.queries import heads_about, heads_for_file, kept_by
from chibo.meetings.followers import catch_up
from chibo.meetings.models import Journal
from tests.shell.archives.forging import chained, listed_again, rows_of, unpacked
from tests.shell.archives.held import held
from tests.shell.journal.hands import change

pytestmark = pytest.mark.django_db(transaction=True)


def test_heads_are_kept_above_and_leave_by_letter() -> None:
    live = held()
    catch_up()
    catch_up()

    kept = [(each.head.after, each.holds) for each in kept_by(live.cell.commune)]

    assert sorted(kept) == [
        ("ApplicationApproved", True),
        ("ApplicationSubmitted", True),
        ("MeetingClosed", True),
        ("MinutesConfirmed", True),
        ("MinutesConfirmed", True),
        ("PaperFixed", True),
    ]
    told = [each for each in mail.outbox if "Mã kiểm chứng" in each.subject]
    closed = next(
        it.head for it in kept_by(live.cell.commune) if it.head.after == "MeetingClosed"
    )
    about = [each for each in told if closed.hash in str(each.body)]
    assert sorted(each.to[0] for each in about) == [
        f"{live.cell.code(name).lower()}@example.org" for name in ("An", "Bình", "Sơn", "Thu")
    ]


def test_nothing_is_kept_twice() -> None:
    live = held()
    catch_up()
    before = len(heads_for_file(live.cell.commune))
    Journal.objects.filter(key=live.key).first().cursors.all().delete()  # type: ignore[union-attr]  # it is there
    catch_up()

    assert len(heads_for_file(live.cell.commune)) == before


def test_an_archive_that_was_rewritten_is_exposed() -> None:
    live = held()
    catch_up()
    stream = BytesIO()
    of_meeting(live.key).into(stream)
    files = unpacked(stream.getvalue())
    name = next(it for it in files if it.startswith("journals/meeting"))
    rows = rows_of(files[name])
    closed = next(place for place, it in enumerate(rows) if it["event"] == "MeetingClosed")
    opinion = next(it["data"] for it in rows if it["event"] == "OpinionRecorded")
    assert isinstance(opinion, dict)
    opinion["text"] = "Tôi không có ý kiến gì."
    del rows[closed + 1 :]
    heads = heads_about([live.cell.public_id]) or []
    # What was witnessed after the closing would tell at once that the journal was cut.
    heads = [each for each in heads if each.seq <= closed + 1]

    forged = {**files, name: chained(rows)}
    report = verify(BytesIO(listed_again(_without_papers(forged))), heads=heads)

    assert report.lie is not None
    assert report.lie.word == "witness.other"


def _without_papers(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the papers that would tell at once."""
    manifest = json.loads(files["manifest.json"])
    manifest["papers"] = []
    kept = {name: content for name, content in files.items() if not name.startswith("papers/")}
    return {**kept, "manifest.json": json.dumps(manifest).encode()}


def test_the_page_of_the_superior_sees_a_row_changed_by_hand() -> None:
    live = held()
    catch_up()
    last = len(heads_for_file(live.cell.commune))
    seq = max(it.head.seq for it in kept_by(live.cell.commune) if it.head.journal == live.key)
    change(live.key, seq, hash="f" * 64)

    broken = [each.head.seq for each in kept_by(live.cell.commune) if not each.holds]

    assert (len(heads_for_file(live.cell.commune)), broken) == (last, [seq])
