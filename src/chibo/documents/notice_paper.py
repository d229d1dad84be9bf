"""The notice: words of the body's own, on the occasion of a meeting (DF-02)."""

from chibo.core.procedure.meeting import Meeting
from chibo.core.projections.decisions import conclusions
from chibo.documents.framing import Framed, committee_above, framed
from chibo.documents.kinds import Drafting, Offer
from chibo.documents.meeting_words import meeting_planned, text_blocks
from chibo.documents.paper import Paper
from chibo.documents.wording import ended, words_of
from chibo.web import naming

CONTENT = "content"


def notices_on(meeting: Meeting) -> tuple[Offer, ...]:
    """Return the notice of the results of a meeting, begun with what the chair concluded."""
    if meeting.closed_at is None:
        return ()
    said = "\n".join(
        f"{place}. {each.title.rstrip(' .')}\n{ended(each.conclusion)}"
        for place, each in enumerate(conclusions(meeting), start=1)
    )
    return (Offer(abstract=f"kết quả {meeting_planned(meeting.plan)}", words={CONTENT: said}),)


def notice_paper(drafting: Drafting) -> Paper:
    """Return the notice as it was written."""
    unit = words_of(drafting.body.name).archive.lower()
    above = committee_above(drafting)
    return framed(
        drafting,
        Framed(
            title="THÔNG BÁO",
            blocks=text_blocks(drafting.words.get(CONTENT, "")),
            recipients=(
                *((f"{above} (để báo cáo)",) if above else ()),
                f"Các đồng chí {naming.said('đảng viên')} trong {unit}",
            ),
        ),
    )
