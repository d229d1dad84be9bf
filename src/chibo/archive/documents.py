"""Documents and voice notes: the hash that the journal names is that of the list, and of the file where it is here."""

from collections.abc import Mapping

from chibo.archive.container import Container, sha256
from chibo.archive.judging import Judged
from chibo.archive.manifest import Manifest
from chibo.archive.saying import LieError, Report
from chibo.core.procedure.events import DocumentAttached
from chibo.core.procedure.note_terms import VoiceNoteGiven


def check_documents(
    container: Container, manifest: Manifest, judged: Mapping[str, Judged], report: Report
) -> None:
    """Check that every document has the hash that its journal names."""
    named = _named(judged)
    files = [each for each in manifest.documents if each.file is not None]
    for listed in manifest.documents:
        content = container.read(listed.file) if listed.file else None
        is_it = named.pop((listed.journal, listed.document), None) == listed.sha256
        if not is_it or (content is not None and sha256(content) != listed.sha256):
            raise LieError("document.other", journal=listed.journal, title=listed.title)
    for key, document in sorted(named):
        raise LieError("document.missing", journal=key, title=document)
    if manifest.documents:
        report.found("documents.hold", count=len(manifest.documents), files=len(files))
    if len(files) < len(manifest.documents):
        report.left("documents.away", count=len(manifest.documents) - len(files))


def _named(judged: Mapping[str, Judged]) -> dict[tuple[str, str], str]:
    return {
        (key, _name(event)): event.sha256
        for key, each in judged.items()
        for event in each.events
        if isinstance(event, DocumentAttached | VoiceNoteGiven)
    }


def _name(event: DocumentAttached | VoiceNoteGiven) -> str:
    return event.document if isinstance(event, DocumentAttached) else event.note
