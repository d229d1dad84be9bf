"""A cell whose books are all in use, packed as the archive of its year."""

from datetime import date
from io import BytesIO

from chibo.archives.contents import of_year
from chibo.core.procedure import register_acts as papers
from chibo.core.procedure import task_book as tasks
from chibo.core.procedure.period_report import WriteReport
from chibo.documents import actions as register
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.followers import catch_up
from chibo.meetings.period_reports import report_key
from chibo.tasks import actions as book
from chibo.tasks.book_kind import task_key
from tests.shell.documents.held import drafted, held, issued, later
from tests.shell.story import Cell, Live, accepted, new_id


def in_use(of: Cell) -> Live:
    """Return a meeting whose papers were issued and whose task was reported and accepted."""
    live = held(of)
    catch_up()
    at = later(live)
    an, cuong = live.cell.code("An"), live.cell.code("Cường")
    for command in (
        papers.OpenTerm(date(2025, 6, 1), " Nhiệm kỳ 2025-2027 "),
        papers.SkipNumbers("NQ", 3, "Ba nghị quyết đã phát hành trên giấy"),
    ):
        accepted(
            register.carry_out(live.cell.body, command, actor=an, command_id=new_id(), at=at)
        )
    issued(live)
    accepted(
        register.carry_out(
            live.cell.body, papers.DropDraft(drafted(live, "notice"), "Không cần"),
            actor=an, command_id=new_id(), at=at,
        )
    )  # fmt: skip
    key = task_key(live.key, "k1")
    for actor, command in (
        (cuong, tasks.ReportTask(key, " Đã vận động 12 hộ ", is_done=True, file=None)),
        (an, tasks.ReturnTask(key, "Thiếu danh sách")),
        (an, tasks.ExtendTask(key, date(2026, 7, 1), "Mưa lũ")),
        (cuong, tasks.ReportTask(key, "Đã bổ sung", is_done=True, file=None)),
        (an, tasks.AcceptTask(key, "Tốt")),
    ):
        accepted(
            book.carry_out(
                live.cell.public_id, command, actor=actor, command_id=new_id(), at=at
            )
        )
    words = report_key(live.cell.body, 2026, 1)
    begin(words, "report", live.cell.public_id)
    accepted(
        carry_out(words, WriteReport("Mưa nhiều", ""), actor=an, command_id=new_id(), at=at)
    )
    catch_up()
    return live


def year_of(live: Live) -> bytes:
    """Return the archive of the cell's year."""
    stream = BytesIO()
    of_year(live.cell.body, 2026).into(stream)
    return stream.getvalue()
