"""The answer of the superior committee as a letter (công văn) (AP-05, AP-06)."""

from collections.abc import Iterator
from typing import assert_never

from chibo.core.projections.answer_value import Answer, Verdict
from chibo.documents.formats import format_on
from chibo.documents.paper import Block, BulletList, Paper, Paragraph, SignatureBlock
from chibo.documents.wording import (
    bare_number,
    body_line,
    closed,
    day,
    day_of,
    draft_line,
    empty_number,
    ended,
    form_words,
    hour,
    integrity_line,
    spelled,
    superior_line,
    words_of,
)
from chibo.web.naming import said


def answer_paper(answer: Answer) -> Paper:
    """Return the answer as a letter in the format of its date."""
    words = words_of(answer.body)
    return Paper(
        format=format_on(answer.dated).id,
        kind_code="CV",
        superior_line=superior_line(answer.superior),
        body_line=body_line(answer.body),
        number=answer.number or empty_number("CV", words.code),
        draft_line=draft_line(answer.draft),
        place=answer.place,
        dated=answer.dated,
        abstract=f"V/v {matter(answer.verdict)} sinh hoạt {form_words(answer.form)}",
        addressee=spelled(answer.applicant),
        grounds=answer.legal_basis,
        blocks=tuple(_blocks(answer)),
        recipients=("Như trên", *answer.recipients, f"Lưu {words.archive}"),
        signatures=(
            SignatureBlock(
                heading=f"T/M {words.on_behalf}",
                post=answer.post.upper(),
                name=answer.signatory.name,
                signed_at=answer.signatory.signed_at,
            ),
        ),
        integrity_line=integrity_line(
            answer.journal_head, answer.rulebook_title, answer.rulebook_fingerprint
        ),
        is_training=answer.is_training,
    )


def matter(verdict: Verdict) -> str:
    """Return what the letter is about: what is done with the meeting that was asked for."""
    match verdict:
        case Verdict.APPROVED:
            return "cho phép tổ chức"
        case Verdict.REJECTED:
            return "không cho phép tổ chức"
        case Verdict.RETURNED:
            return "trả lại để bổ sung đề nghị tổ chức"
        case _:
            assert_never(verdict)


def _blocks(answer: Answer) -> Iterator[Block]:
    body, applicant = spelled(answer.body), spelled(answer.applicant)
    meeting = (
        f"buổi sinh hoạt {form_words(answer.form)} lúc {hour(answer.opens_at)},"
        f" {day(day_of(answer.opens_at))}"
    )
    yield Paragraph(f"Sau khi xem xét {_proposal(answer)}, {body} có ý kiến như sau:")
    match answer.verdict:
        case Verdict.APPROVED:
            yield Paragraph(f"1. Cho phép {applicant} tổ chức {meeting}.")
            yield from _granted(answer)
        case Verdict.REJECTED:
            yield Paragraph(f"1. Không cho phép {applicant} tổ chức {meeting}.")
            yield from _withheld("2. Lý do", answer)
        case Verdict.RETURNED:
            yield Paragraph(f"1. Trả lại để {applicant} bổ sung đề nghị tổ chức {meeting}.")
            yield from _withheld("2. Nội dung cần bổ sung", answer)
        case _:
            assert_never(answer.verdict)
    yield Paragraph(f"{body} thông báo để {applicant} biết, thực hiện.")


def _proposal(answer: Answer) -> str:
    text = f"đề nghị của {spelled(answer.applicant)}"
    if answer.proposal_number:
        text = (
            f"Tờ trình số {bare_number(answer.proposal_number)} của {spelled(answer.applicant)}"
        )
    return f"{text} {day(answer.proposal_dated)}" if answer.proposal_dated else text


def _granted(answer: Answer) -> Iterator[Block]:
    if answer.requests:
        yield Paragraph(f"2. Yêu cầu {said('chi bộ')}:")
        yield BulletList(closed(answer.requests))
    if answer.reason:
        yield Paragraph(f"{3 if answer.requests else 2}. Lưu ý: {ended(answer.reason)}")


def _withheld(label: str, answer: Answer) -> Iterator[Block]:
    yield Paragraph(f"{label}: {ended(answer.reason)}")
    if answer.refused_items:
        yield Paragraph("3. Nội dung trong chương trình không được chấp thuận:")
        yield BulletList(closed(answer.refused_items))
