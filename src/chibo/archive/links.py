"""Links: wherever an event names a place of another journal, that place has to be as it says."""

from collections.abc import Iterator, Mapping

from chibo.archive.journals import ReadJournal
from chibo.archive.judging import Judged
from chibo.archive.saying import LieError, Report
from chibo.core.journal.codec import Json
from chibo.core.procedure.application import ApplicationApproved
from chibo.core.procedure.fold import Meeting


def check_links(
    journals: Mapping[str, ReadJournal], judged: Mapping[str, Judged], report: Report
) -> None:
    """Check every named place of another journal, and that approvals are what meetings say."""
    there = away = 0
    for journal in journals.values():
        for entry in journal.naming:
            for key, seq, named in _places(entry.data):
                other = _journal(key, journals)
                if other is None:
                    away += 1
                    continue
                there += 1
                if other.hash_at(seq) != named:
                    raise LieError(
                        "link.wrong",
                        journal=entry.journal, seq=entry.seq, other=other.listed.key, place=seq,
                    )  # fmt: skip
    for each in judged.values():
        if isinstance(each.state, Meeting):
            _check_approval(each.state, each, judged)
    if there:
        report.found("links.hold", count=there)
    if away:
        report.left("links.away", count=away)


def _places(data: Json) -> Iterator[tuple[list[str], int, str]]:
    """Yield every object that has a number and a hash, with the texts that may name the journal."""
    match data:
        case dict():
            seq, named = data.get("seq"), data.get("hash")
            if isinstance(seq, int) and isinstance(named, str):
                yield [each for each in data.values() if isinstance(each, str)], seq, named
            for each in data.values():
                yield from _places(each)
        case list():
            for each in data:
                yield from _places(each)
        case _:
            pass


def _journal(keys: list[str], journals: Mapping[str, ReadJournal]) -> ReadJournal | None:
    return next((journals[key] for key in keys if key in journals), None)


def _check_approval(meeting: Meeting, of: Judged, judged: Mapping[str, Judged]) -> None:
    """AP-07: a meeting stands on the approval that its application's journal holds."""
    approval = meeting.convened.plan.approval if meeting.convened else None
    other = judged.get(approval.application) if approval else None
    if approval is None or other is None:
        return
    place = approval.seq - 1
    event, entry = other.events[place], other.journal.entries[place]
    is_it = isinstance(event, ApplicationApproved) and event.number == approval.number
    if not is_it or entry.at != approval.decided_at.isoformat(timespec="microseconds"):
        raise LieError(
            "link.wrong",
            journal=of.journal.listed.key, seq=1, other=approval.application, place=approval.seq,
        )  # fmt: skip
