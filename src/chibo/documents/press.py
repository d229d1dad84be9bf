"""Where papers are printed: beside the requests, one after the other, sealed and put on the shelf."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import encode
from chibo.documents.paper import Paper
from chibo.documents.rendering import render_docx, render_pdf
from chibo.documents.sealing import SealFault, SealingError, Signatory, seal
from chibo.documents.shelf import keep

PRESSES = 2
"""How many papers are printed at once; whoever brings one more waits, the other pages do not."""
_presses = ThreadPoolExecutor(max_workers=PRESSES, thread_name_prefix="press")


@dataclass(frozen=True, slots=True)
class Printed:
    """What came off the press, by its hashes."""

    value_sha256: str
    pdf_sha256: str
    docx_sha256: str
    is_sealed: bool


def printed(paper: Paper, *, reason: str, signers: Sequence[Signatory]) -> Printed:
    """Print, seal and keep a paper; whatever goes wrong is raised, and nothing bears the number."""
    return _presses.submit(_print, paper, reason, signers).result()


def value_hash(paper: Paper) -> str:
    """Return the hash of the paper as a value: equal words, equal hash, whatever draws them."""
    return hashlib.sha256(canonical(encode(paper))).hexdigest()


def _print(paper: Paper, reason: str, signers: Sequence[Signatory]) -> Printed:
    pdf, docx = render_pdf(paper), render_docx(paper)
    is_sealed = True
    try:
        pdf = seal(pdf, reason, signers)
    except SealingError as error:
        # Where no certificate was ever set up, papers are signed by hand; any other fault is mended first.
        if error.fault is not SealFault.NOT_CONFIGURED:
            raise
        is_sealed = False
    return Printed(value_hash(paper), keep(pdf), keep(docx), is_sealed)
