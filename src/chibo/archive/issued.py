"""Issued and signed papers: their files are known by the hashes that a journal holds."""

from chibo.archive.container import Container, sha256
from chibo.archive.judging import Judged
from chibo.archive.manifest import ListedPaper
from chibo.archive.saying import LieError
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.register_acts import PaperIssued
from chibo.core.procedure.signatures import MINUTES


def check_issued(container: Container, listed: ListedPaper, register: Judged | None) -> None:
    """Check that the files of an issued paper are those that its register names."""
    events = register.events if register else []
    found = [
        each for each in events if isinstance(each, PaperIssued) and each.paper == listed.paper
    ]
    if not found or found[0].number != listed.number:
        raise LieError(
            "paper.place", paper=listed.title, journal=listed.journal, seq=listed.seq
        )
    hashes = {found[0].pdf_sha256, found[0].docx_sha256}
    for name in listed.files:
        if sha256(container.read(name)) not in hashes:
            raise LieError(
                "paper.other", file=name, journal=listed.journal, number=listed.number
            )


def check_fixed(container: Container, listed: ListedPaper, meeting: Meeting) -> None:
    """Check that the minutes are, byte for byte, those that were signed and held fast (BB-13)."""
    fixed = meeting.addenda.fixed.get(MINUTES)
    for name in listed.files if fixed else ():
        is_pdf = name.endswith(".pdf")
        if is_pdf and fixed and sha256(container.read(name)) != fixed.sha256:
            raise LieError("signature.other", file=name, journal=listed.journal)
