"""Tasks from decisions: entered once the meeting is closed, reported on with a file, accepted."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from chibo.core.procedure import commands as do
from chibo.core.procedure.task_book import TaskState
from chibo.meetings import followers
from chibo.meetings.open_tasks import review_of_tasks
from chibo.tasks.book_kind import task_key
from chibo.tasks.followers import remind
from chibo.tasks.models import TaskFile, TaskListing
from tests.shell.documents.files import pdf
from tests.shell.documents.held import held
from tests.shell.documents.test_pages import as_
from tests.shell.meetings.coming import cell_with_addresses
from tests.shell.story import Live, new_id, under_way

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = datetime(2026, 6, 17, 3, tzinfo=UTC)
AFTER = datetime(2026, 6, 21, 3, tzinfo=UTC)


def with_task() -> tuple[Live, str]:
    live = held(cell_with_addresses())
    followers.catch_up()
    return live, task_key(live.key, "k1")


def row(key: str) -> TaskListing:
    return TaskListing.objects.get(key=key)


def send(client: Client, act: str, key: str, **said: object) -> int:
    where = reverse(f"tasks:{act}", args=[key])
    return client.post(where, {"command_id": new_id(), **said}).status_code


def test_a_task_stands_in_the_book_once_its_meeting_is_closed() -> None:
    live, key = with_task()

    assert row(key).person == live.cell.code("Cường")
    assert (row(key).due_on, row(key).state) == (date(2026, 6, 20), TaskState.OPEN)


def test_a_task_of_a_meeting_under_way_can_still_be_taken_back() -> None:
    live = under_way()
    live.done("An", do.GiveTask("k1", live.cell.code("Cường"), "A", date(2026, 6, 20)))
    followers.catch_up()

    assert not TaskListing.objects.exists()


def test_a_report_with_a_file_is_accepted_and_the_task_is_done() -> None:
    live, key = with_task()
    cuong, an = as_(live, "Cường"), as_(live, "An")
    file = SimpleUploadedFile("ket-qua.pdf", pdf("Danh sách 12 hộ"), "application/pdf")

    assert send(cuong, "report", key, text="Đã vận động 12 hộ", is_done="on", file=file) == 302
    assert row(key).state == TaskState.REPORTED
    kept = TaskFile.objects.get(task=key)
    given = an.get(reverse("tasks:file", args=[key, kept.key]))
    assert b"".join(given.streaming_content).startswith(b"%PDF")
    assert send(an, "return", key, reason="Thiếu chữ ký") == 302
    assert row(key).state == TaskState.OPEN
    assert send(cuong, "report", key, text="Đã bổ sung", is_done="on") == 302
    assert send(an, "accept", key, comment="Tốt") == 302
    assert row(key).state == TaskState.ACCEPTED
    assert send(cuong, "report", key, text="Thêm", is_done="on") == 409


def test_what_is_wrong_with_a_report_is_said_and_nothing_is_kept() -> None:
    live, key = with_task()
    cuong = as_(live, "Cường")
    secret = SimpleUploadedFile("bao-cao.pdf", pdf("TỐI MẬT"), "application/pdf")

    page = cuong.post(
        reverse("tasks:report", args=[key]),
        {"command_id": new_id(), "text": "Đã làm xong phần một", "file": secret},
    )

    assert page.status_code == 422
    assert "Đã làm xong phần một" in page.content.decode()
    assert not TaskFile.objects.exists()
    assert send(cuong, "report", key, text=" ") == 422


@pytest.mark.parametrize(
    ("name", "status"),
    [("Cường", 200), ("An", 200), ("Sơn", 200), ("Minh", 404), ("Lan", 404)],
)
def test_who_may_see_a_task(name: str, status: int) -> None:
    live, key = with_task()

    assert as_(live, name).get(reverse("tasks:task", args=[key])).status_code == status
    assert as_(live, name).get(reverse("tasks:list")).status_code == 200


@pytest.mark.parametrize("act", ["accept", "return", "extend", "release"])
def test_only_secretary_and_deputy_answer(act: str) -> None:
    live, key = with_task()
    said = {"reason": "x", "due_on": "2026-06-30", "comment": ""}

    assert send(as_(live, "Cường"), act, key, **said) == 403
    assert send(as_(live, "Minh"), act, key, **said) == 404
    assert row(key).state == TaskState.OPEN


def test_more_time_and_taking_off() -> None:
    live, key = with_task()
    an = as_(live, "An")

    assert send(an, "extend", key, due_on="2026-06-10", reason="Mưa") == 409
    assert send(an, "extend", key, due_on="2026-06-30", reason="Mưa lũ") == 302
    assert row(key).due_on == date(2026, 6, 30)
    assert send(an, "release", key, reason="") == 422
    assert send(an, "release", key, reason="Chuyển công tác") == 302
    assert row(key).state == TaskState.RELEASED
    assert review_of_tasks(live.cell.public_id) == ()


def test_what_was_written_stays_where_another_page_settled_the_task() -> None:
    live, key = with_task()
    an = as_(live, "An")
    assert send(an, "accept", key, comment="") == 302
    said = {"reason": "Còn thiếu ảnh chụp", "due_on": "2026-06-30", "command_id": new_id()}

    for act in ("return", "extend", "release"):
        page = an.post(reverse(f"tasks:{act}", args=[key]), said)
        assert (page.status_code, "Còn thiếu ảnh chụp" in page.text) == (409, True)
    page = an.post(reverse("tasks:extend", args=[key]), {**said, "due_on": ""})
    assert (page.status_code, "Còn thiếu ảnh chụp" in page.text) == (422, True)
    assert list(page.context["extend_form"].errors) == ["due_on"]


def test_the_member_is_reminded_once_before_and_once_after(
    mailoutbox: list[EmailMessage],
) -> None:
    live, _key = with_task()
    mailoutbox.clear()

    for moment in (BEFORE, BEFORE, AFTER, AFTER):
        remind(moment)

    assert [letter.subject for letter in mailoutbox] == [
        f"[Tập huấn] Nhiệm vụ sắp đến hạn 20/6/2026 – {live.cell.body.name}",
        f"[Tập huấn] Nhiệm vụ quá hạn 20/6/2026 – {live.cell.body.name}",
    ]
    assert mailoutbox[0].to == [live.cell.people["Cường"].email]


def test_open_tasks_come_to_the_next_agenda() -> None:
    live, _key = with_task()

    (item,) = review_of_tasks(live.cell.public_id)

    assert item.title == "Rà soát tiến độ thực hiện nhiệm vụ đã phân công (01 nhiệm vụ)"
    page = as_(live, "An").get(reverse("meetings:convene"))
    assert item.title in page.content.decode()


def test_the_first_page_shows_own_tasks_and_reports_that_wait() -> None:
    live, key = with_task()
    assert "Vận động hộ dân" in as_(live, "Cường").get(reverse("web:home")).content.decode()
    assert "Vận động hộ dân" not in as_(live, "An").get(reverse("web:home")).content.decode()

    send(as_(live, "Cường"), "report", key, text="Xong", is_done="on")

    assert "Vận động hộ dân" in as_(live, "An").get(reverse("web:home")).content.decode()
