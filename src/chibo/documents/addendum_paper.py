"""An addendum to locked minutes as a paper of its own, beside which the minutes stay as they are (BB-13)."""

from dataclasses import dataclass

from chibo.core.projections.minutes_value import Minutes, Signatory
from chibo.core.values import Instant
from chibo.documents.formats import format_on
from chibo.documents.minutes_paper import abstract_of, signature_block
from chibo.documents.paper import Heading, Paper, Paragraph
from chibo.documents.wording import (
    body_line,
    day,
    day_of,
    integrity_line,
    superior_line,
    words_of,
)


@dataclass(frozen=True, slots=True)
class AddendumValue:
    """What an addendum says: when, why, what, and who signs it."""

    number: int
    proposed_at: Instant
    proposed_by: str
    reason: str
    text: str
    head: str
    minutes_taker: Signatory
    chair: Signatory


def addendum_paper(minutes: Minutes, addendum: AddendumValue) -> Paper:
    """Return an addendum as a paper in the format of the day on which it was written."""
    dated = day_of(addendum.proposed_at)
    known = format_on(dated)
    met = day(day_of(minutes.opened_at))
    unit = words_of(minutes.body).archive.lower()
    opening = (
        f"Sau khi biên bản {abstract_of(minutes)} ({met}) đã được người ghi biên bản và chủ trì"
        f" ký xác nhận và khóa, đồng chí {addendum.proposed_by} đề nghị bổ sung, đính chính"
        f" như sau:"
    )
    return Paper(
        format=known.id,
        kind_code="BB",
        superior_line=superior_line(minutes.superior),
        body_line=body_line(minutes.body),
        dated=dated,
        title="BIÊN BẢN BỔ SUNG",
        abstract=f"(Phụ lục số {addendum.number}) của biên bản {abstract_of(minutes)}",
        blocks=(
            Paragraph(opening),
            Heading(1, "I. LÝ DO BỔ SUNG, ĐÍNH CHÍNH"),
            Paragraph(addendum.reason),
            Heading(1, "II. NỘI DUNG BỔ SUNG, ĐÍNH CHÍNH"),
            Paragraph(addendum.text),
            Heading(1, "III. HIỆU LỰC"),
            Paragraph(
                f"Biên bản bổ sung này là một phần không tách rời của biên bản nói trên, được"
                f" lưu cùng hồ sơ của {unit}; các nội dung khác của biên bản giữ nguyên."
            ),
            Paragraph(f"Biên bản bổ sung được lập {day(dated)}."),
        ),
        signatures=(
            signature_block(known.minutes_taker_heading, addendum.minutes_taker),
            signature_block(known.chair_heading, addendum.chair),
        ),
        integrity_line=integrity_line(
            addendum.head, minutes.rulebook_title, minutes.rulebook_fingerprint
        ),
        is_training=minutes.is_training,
    )
