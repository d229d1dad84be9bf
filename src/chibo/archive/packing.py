"""Writing an archive: what it holds becomes files, a list of them with every hash, and one ZIP."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from chibo.archive.container import MANIFEST, sha256, write_container
from chibo.archive.index import README, VERSION, index_page
from chibo.archive.journals import line_of
from chibo.archive.manifest import (
    FORMAT,
    Listed,
    ListedDocument,
    ListedJournal,
    ListedPaper,
    ListedRulebook,
    Manifest,
    Subject,
)
from chibo.core.journal.chain import START, Entry, canonical
from chibo.core.journal.codec import encode


@dataclass(slots=True)
class Packing:
    """An archive as it is put together; `into` writes it."""

    subject: Subject
    files: dict[str, bytes] = field(default_factory=dict)
    journals: list[ListedJournal] = field(default_factory=list)
    rulebooks: list[ListedRulebook] = field(default_factory=list)
    papers: list[ListedPaper] = field(default_factory=list)
    documents: list[ListedDocument] = field(default_factory=list)

    def add_journal(self, key: str, kind: str, body: str, entries: Sequence[Entry]) -> None:
        """Add a journal with all its entries as stored."""
        file = f"journals/{kind}-{key}.jsonl"
        self.files[file] = b"".join(line_of(each) + b"\n" for each in entries)
        head = entries[-1].hash if entries else START
        self.journals.append(ListedJournal(key, kind, body, file, len(entries), head))

    def add_rulebook(
        self, fingerprint: str, rulebook: str, version: str, title: str, written: str
    ) -> None:
        """Add a rulebook as it was written."""
        file = f"rulebooks/{fingerprint}.json"
        self.files[file] = written.encode()
        self.rulebooks.append(ListedRulebook(fingerprint, rulebook, version, title, file))

    def add_paper(
        self,
        *,
        kind: str,
        journal: str,
        seq: int,
        title: str,
        number: str,
        value: object,
        drawn: Iterable[tuple[str, bytes]],
        paper: str = "",
    ) -> None:
        """Add a paper: its value if it has one, and the files it was drawn as by their ending."""
        stem = f"papers/{journal}/{kind}-{paper}" if paper else f"papers/{journal}/{kind}"
        told = f"{stem}.json" if value is not None else None
        if told is not None:
            self.files[told] = canonical(encode(value))
        files = []
        for ending, content in drawn:
            files.append(f"{stem}.{ending}")
            self.files[files[-1]] = content
        self.papers.append(
            ListedPaper(kind, journal, seq, paper, title, number, told, tuple(files))
        )

    def add_document(
        self,
        *,
        document: str,
        journal: str,
        title: str,
        filename: str,
        sha256: str,
        content: bytes | None,
    ) -> None:
        """Add a document that a journal names, with its file or with its hash alone."""
        ending = filename.rpartition(".")[2].lower()
        file = f"documents/{document}.{ending if ending in {'pdf', 'docx', 'webm', 'mp4'} else 'bin'}"
        if content is not None:
            self.files[file] = content
        self.documents.append(
            ListedDocument(
                document, journal, title, filename, sha256, None if content is None else file
            )
        )

    @property
    def manifest(self) -> Manifest:
        """The list of everything that was added."""
        made = Manifest(
            format=FORMAT,
            index=VERSION,
            subject=self.subject,
            journals=tuple(sorted(self.journals, key=lambda each: each.file)),
            rulebooks=tuple(sorted(self.rulebooks, key=lambda each: each.file)),
            papers=tuple(
                sorted(self.papers, key=lambda each: (each.journal, each.kind, each.paper))
            ),
            documents=tuple(sorted(self.documents, key=lambda each: each.document)),
            files={},
        )
        files = {
            **self.files,
            "index.html": index_page(made).encode(),
            "README.txt": README.encode(),
        }
        made.files.update(
            {name: Listed(sha256(each), len(each)) for name, each in files.items()}
        )
        return made

    def into(self, stream: BinaryIO) -> None:
        """Write the archive; equal contents give equal bytes."""
        manifest = self.manifest
        write_container(
            stream,
            {
                **self.files,
                "index.html": index_page(manifest).encode(),
                "README.txt": README.encode(),
                MANIFEST: canonical(encode(manifest)),
            },
        )
