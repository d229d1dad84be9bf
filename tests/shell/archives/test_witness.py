"""The head of a closed journal goes to the body above; a journal rewritten later no longer fits."""

from datetime import datetime
from io import BytesIO

import pytest
from django.core import mail

from chibo.archive.container import Container
from chibo.archive.journals import read_journals
from chibo.archive.manifest import read_manifest
from chibo.archive.saying import LieError, Report
from chibo.archive.witness import check_heads
from chibo.archives.contents import of_meeting
from chibo.archives.queries import heads_about, heads_for_file, kept_by
from chibo.archives.witnessing import ENDINGS
from chibo.meetings.followers import catch_up
from chibo.meetings.kinds import kinds
from chibo.meetings.models import Journal
from chibo.web.templatetags.web import vn_datetime
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
    assert "+00:00" not in str(about[0].body)
    assert f"(ghi lúc {vn_datetime(datetime.fromisoformat(closed.at))})" in about[0].body


def test_nothing_is_kept_twice() -> None:
    live = held()
    catch_up()
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
    container = Container(BytesIO(listed_again(forged)))
    journals = read_journals(container, read_manifest(container), Report())
    with pytest.raises(LieError) as caught:
        check_heads(journals, heads, Report())

    said = caught.value.said
    assert (said.word, said.facts["journal"], said.facts["seq"]) == (
        "witness.other", live.key, closed + 1,
    )  # fmt: skip


def test_the_page_of_the_superior_sees_a_row_changed_by_hand() -> None:
    live = held()
    catch_up()
    last = len(heads_for_file(live.cell.commune))
    seq = max(it.head.seq for it in kept_by(live.cell.commune) if it.head.journal == live.key)
    change(live.key, seq, hash="f" * 64)

    broken = [each.head.seq for each in kept_by(live.cell.commune) if not each.holds]

    assert (len(heads_for_file(live.cell.commune)), broken) == (last, [seq])


def test_every_kind_of_journal_has_endings_that_are_its_events() -> None:
    known = {
        kind: {event.__name__ for event in named.events} for kind, named in kinds().items()
    }

    assert set(ENDINGS) == set(known) - {"witness"}
    assert {
        kind: names - known[kind] for kind, names in ENDINGS.items() if names - known[kind]
    } == {}
