"""What papers of a body have in common: head, number, place and date, recipients, signatures."""

from dataclasses import dataclass

from django.conf import settings

from chibo.core.procedure.register_acts import PaperSigner
from chibo.core.values import BodyKind
from chibo.documents.compiling import committee_of
from chibo.documents.formats import format_on
from chibo.documents.kinds import Drafting
from chibo.documents.paper import Block, Paper, SignatureBlock
from chibo.documents.wording import (
    body_line,
    draft_line,
    empty_number,
    in_paper,
    integrity_line,
    spelled,
    superior_line,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """What one kind of paper says between its head and its signatures."""

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    """Before "Lưu Chi bộ"; without any the paper has no recipients."""
    annexes: tuple[Block, ...] = ()


def framed(drafting: Drafting, says: Framed) -> Paper:
    """Return a paper signed on behalf of the body (DF): T/M CHI BỘ, post, name."""
    words = words_of(drafting.body.name)
    archive = (f"Lưu {words.archive}",) if says.recipients else ()
    (signer, *_) = drafting.signers
    return _paper(
        drafting,
        says,
        place=drafting.body.place,
        recipients=(*says.recipients, *archive),
        signatures=(
            SignatureBlock(
                heading=f"T/M {_on_behalf(drafting)}",
                post=signer.post.upper(),
                name=signer.name,
            ),
        ),
    )


def _on_behalf(drafting: Drafting) -> str:
    """Return for whom a paper is signed (DF-05): the cell, or its committee where that is the custom."""
    is_resolution = drafting.body_kind is BodyKind.CELL and drafting.type == "NQ"
    if is_resolution and settings.CHIBO_RESOLUTIONS_FOR_COMMITTEE:
        return in_paper("CHI ỦY")
    return words_of(drafting.body.name).on_behalf


def framed_for_officers(drafting: Drafting, says: Framed) -> Paper:
    """Return a paper that the minutes taker and the chair sign (BB-12)."""
    known = format_on(drafting.dated)
    taker, chair = drafting.signers
    return _paper(
        drafting,
        says,
        place="",
        recipients=(),
        signatures=(
            SignatureBlock(heading=known.minutes_taker_heading, name=taker.name),
            SignatureBlock(heading=known.chair_heading, name=chair.name),
        ),
    )


def _paper(
    drafting: Drafting,
    says: Framed,
    *,
    place: str,
    recipients: tuple[str, ...],
    signatures: tuple[SignatureBlock, ...],
) -> Paper:
    body, above = drafting.body, drafting.body.parent
    code = drafting.rulebook.papers.symbols[drafting.body_kind]
    number = drafting.number
    if number is None and drafting.type:
        number = empty_number(drafting.type, code)
    return Paper(
        format=format_on(drafting.dated).id,
        kind_code=drafting.type,
        superior_line=superior_line(above.official_name or above.name) if above else "",
        body_line=body_line(body.name),
        number=number or None,
        draft_line=draft_line(drafting.draft),
        place=place,
        dated=drafting.dated,
        title=says.title,
        abstract=drafting.abstract,
        addressee=says.addressee,
        grounds=says.grounds,
        blocks=says.blocks,
        recipients=recipients,
        signatures=signatures,
        annexes=says.annexes,
        integrity_line=integrity_line(
            drafting.standing.hash, drafting.rulebook.title, drafting.rulebook.fingerprint
        ),
        is_training=drafting.rulebook.is_training,
    )


def committee_above(drafting: Drafting) -> str:
    """Return the committee a body reports to: "Đảng ủy xã …"; empty at the top."""
    above = drafting.body.parent
    return spelled(committee_of(above.name)) if above else ""


def officers_of(taker: tuple[str, str], chair: tuple[str, str]) -> tuple[PaperSigner, ...]:
    """Return the minutes taker and the chair, by code and name, as the signers of a paper."""
    return tuple(PaperSigner(code, name, "") for code, name in (taker, chair))
