"""Issued and signed papers: their files are known by the hashes that a journal holds."""

from collections import Counter
from collections.abc import Iterable, Mapping

from chibo.archive.container import Container, sha256
from chibo.archive.judging import Judged
from chibo.archive.manifest import ListedPaper
from chibo.archive.saying import LieError
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.register_acts import PaperIssued
from chibo.core.procedure.signatures import MINUTES


def check_issued(container: Container, listed: ListedPaper, register: Judged | None) -> None:
    """Check that the files of an issued paper are those that its register names."""
    issued = _issued(register).get(listed.paper) if register else None
    told = (listed.number, listed.kind, listed.title)
    if issued is None or told != (issued.number, issued.name, issued.abstract):
        raise LieError(
            "paper.place", paper=listed.title, journal=listed.journal, seq=listed.seq
        )
    wanted = {"pdf": issued.pdf_sha256, "docx": issued.docx_sha256}
    found = {}
    for name in listed.files:
        ending = name.rpartition(".")[2]
        found[ending] = sha256(container.read(name))
        if found[ending] != wanted.get(ending):
            raise LieError(
                "paper.other", file=name, journal=listed.journal, number=listed.number
            )
    if any(wanted[each] and each not in found for each in wanted):
        raise _missing(listed.journal, issued)


def check_all_issued(papers: Iterable[ListedPaper], judged: Mapping[str, Judged]) -> None:
    """Check that every paper that a register of the archive has issued is here, once."""
    listed = Counter((each.journal, each.paper) for each in papers if each.paper)
    for key, register in judged.items():
        for paper, issued in _issued(register).items():
            if listed[key, paper] != 1:
                raise _missing(key, issued)


def _issued(register: Judged) -> dict[str, PaperIssued]:
    return {each.paper: each for each in register.events if isinstance(each, PaperIssued)}


def _missing(journal: str, issued: PaperIssued) -> LieError:
    named = issued.number or issued.abstract
    return LieError("paper.missing", journal=journal, number=named)


def check_fixed(container: Container, listed: ListedPaper, meeting: Meeting) -> None:
    """Check that the minutes are, byte for byte, those that were signed and held fast (BB-13)."""
    fixed = meeting.addenda.fixed.get(MINUTES)
    for name in listed.files if fixed else ():
        is_pdf = name.endswith(".pdf")
        if is_pdf and fixed and sha256(container.read(name)) != fixed.sha256:
            raise LieError("signature.other", file=name, journal=listed.journal)
