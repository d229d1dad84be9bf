"""Verifying an archive: everything that can be checked with the file alone, in one reading.

The order is that of trust: the container, the list of files, the chains, the rules at each entry, the
links between journals, then papers, signatures and what others have kept. The first lie ends it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import BinaryIO

from chibo.archive.container import MOST_BYTES, Container
from chibo.archive.documents import check_documents
from chibo.archive.facts import Known
from chibo.archive.heard import check_heard
from chibo.archive.index import check_index
from chibo.archive.journals import ReadJournal, read_journals
from chibo.archive.judging import Judged, decoded, judge, unknown_kinds
from chibo.archive.laws import LAWS
from chibo.archive.links import check_links
from chibo.archive.manifest import Manifest, check_files, read_manifest
from chibo.archive.papers import check_papers
from chibo.archive.rulebooks import read_rulebooks
from chibo.archive.saying import LieError, Report
from chibo.archive.signatures import check_signatures
from chibo.archive.witness import Head, check_heads
from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.rulebook.model import Rulebook

Rulebooks = Mapping[str, Rulebook]


def verify(
    stream: BinaryIO, *, heads: Iterable[Head] | None = None, most: int = MOST_BYTES
) -> Report:
    """Return what was checked and the first lie; raise `NoArchiveError` where this is no archive."""
    report = Report()
    container = Container(stream, most=most)
    try:
        manifest = read_manifest(container)
        report.subject = asdict(manifest.subject)
        _verify(container, manifest, heads, report)
    except LieError as lie:
        report.lie = lie.said
    return report


def _verify(
    container: Container, manifest: Manifest, heads: Iterable[Head] | None, report: Report
) -> None:
    check_files(container, manifest, report)
    rulebooks = read_rulebooks(container, manifest, report)
    journals = read_journals(container, manifest, report)
    judged = judge_all(journals, rulebooks, report)
    check_links(journals, judged, report)
    check_heard(judged, report)
    check_documents(container, manifest, judged, report)
    check_papers(container, manifest, judged, rulebooks, report)
    check_index(container, manifest, report)
    check_signatures(container, manifest, judged, report)
    check_heads(journals, heads, report)


def judge_all(
    journals: Mapping[str, ReadJournal], rulebooks: Rulebooks, report: Report
) -> dict[str, Judged]:
    """Decide every command of every journal again; applications first, for meetings rest on them."""
    judged: dict[str, Judged] = {}
    requests: dict[str, ask.Request] = {}
    decided = words = 0
    beyond: dict[str, int] = {}
    for journal in sorted(journals.values(), key=lambda each: each.listed.kind):
        law = LAWS.get(journal.listed.kind)
        if law is None or not journal.entries:
            continue
        events = decoded(journal, law)
        known = _known(events, rulebooks, requests, judged)
        state, counts = judge(journal, events, law, known, report)
        judged[journal.listed.key] = Judged(journal, events, state, law)
        if isinstance(state, ask.Application) and state.approved and state.request:
            requests[journal.listed.key] = state.request
        decided += counts.decided
        words += counts.word_for_word
        for name, count in counts.beyond.items():
            beyond[name] = beyond.get(name, 0) + count
    report.found("rules.hold", decided=decided, words=words)
    for name, count in sorted(beyond.items()):
        report.left("event.beyond", event=name, count=count)
    for kind, count in sorted(unknown_kinds(journals).items()):
        report.left("journal.beyond", kind=kind, count=count)
    return judged


def _known(
    events: list[object],
    rulebooks: Rulebooks,
    requests: dict[str, ask.Request],
    judged: Mapping[str, Judged],
) -> Known:
    """Return what the archive knows beside a journal's own course: rulebooks, rolls, approvals."""
    named = (each.rules.fingerprint for each in events if hasattr(each, "rules"))
    rolls = [each.roll for each in events if hasattr(each, "roll")]
    for each in events:
        approval = each.plan.approval if isinstance(each, ev.MeetingConvened) else None
        state = (
            judged[approval.application].state
            if approval and approval.application in judged
            else None
        )
        if isinstance(state, ask.Application) and state.submitted:
            rolls.append(state.submitted.roll)
    first = next(named, min(rulebooks, default=""))
    return Known(rulebooks, first, tuple(rolls), requests)
