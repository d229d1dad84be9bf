"""The manifest: what is in an archive, file by file, with every hash."""

from dataclasses import dataclass

from chibo.archive.container import MANIFEST, Container, parsed, sha256
from chibo.archive.saying import LieError, NoArchiveError, Report
from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import UnknownShapeError, decode

FORMAT = "chibo-archive/1"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the archive is of: a meeting, an application, or a body's year."""

    kind: str
    key: str
    title: str
    body: str
    body_name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ListedJournal:
    """One journal and its last entry."""

    key: str
    kind: str
    body: str
    file: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class ListedRulebook:
    """One rulebook as it was written."""

    fingerprint: str
    rulebook: str
    version: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """One paper: the value it was made from, as of which entry, and how it was drawn."""

    kind: str
    journal: str
    seq: int
    paper: str
    """Its key where the journal is a register of papers and names its files by their hashes."""
    title: str
    number: str
    value: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """One document that a journal names by its hash; without a file only the hash is here."""

    document: str
    journal: str
    title: str
    filename: str
    sha256: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole list."""

    format: str
    index: int
    """Which way of writing `index.html` and `README.txt` was used."""
    subject: Subject
    journals: tuple[ListedJournal, ...]
    rulebooks: tuple[ListedRulebook, ...]
    papers: tuple[ListedPaper, ...]
    documents: tuple[ListedDocument, ...]
    files: dict[str, Listed]


def read_manifest(container: Container) -> Manifest:
    """Return the manifest, or raise that this is no archive of ours."""
    if MANIFEST not in container.names:
        raise NoArchiveError("zip.no_manifest")
    content = container.read(MANIFEST)
    value = parsed(content, MANIFEST)
    named = value.get("format") if isinstance(value, dict) else None
    if not isinstance(named, str) or not named.startswith("chibo-archive/"):
        raise NoArchiveError("zip.no_manifest")
    if named != FORMAT:
        raise NoArchiveError("format.unknown", format=named[:60])
    if canonical(value) != content:
        raise LieError("json.not_canonical", file=MANIFEST)
    try:
        return decode(Manifest, value)
    except UnknownShapeError as error:
        raise LieError("shape.unknown", file=MANIFEST, problem=str(error)) from None


def check_files(container: Container, manifest: Manifest, report: Report) -> None:
    """Check that every file is there as listed, and that no other is."""
    listed = set(manifest.files)
    for name in sorted(container.names - listed - {MANIFEST}):
        raise LieError("file.unlisted", file=name)
    for name, said in sorted(manifest.files.items()):
        content = container.read(name)
        if len(content) != said.size or sha256(content) != said.sha256:
            raise LieError("file.changed", file=name)
    named = _named(manifest)
    for name in sorted(named - listed):
        raise LieError("file.missing", file=name)
    for name in sorted(listed - named):
        raise LieError("file.unnamed", file=name)
    report.found("files.hold", count=len(listed), sum=sha256(container.read(MANIFEST)))


def _named(manifest: Manifest) -> set[str]:
    papers = manifest.papers
    return {
        "index.html",
        "README.txt",
        *(each.file for each in manifest.journals),
        *(each.file for each in manifest.rulebooks),
        *(each.value for each in papers if each.value is not None),
        *(file for each in papers for file in each.files),
        *(each.file for each in manifest.documents if each.file is not None),
    }
