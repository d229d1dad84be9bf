"""A union branch, from the convocation to its minutes, in its own words and under its own rules."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.register_acts import PaperSigner
from chibo.core.values import BodyKind, Choice, Mode, Reason, Refusal
from chibo.documents.compiling import answer_of, minutes_of, proposal_of
from chibo.documents.kinds import Drafting, kinds_on
from chibo.documents.layout import lay_out
from chibo.live.people import group_of
from chibo.meetings.actions import carry_out
from chibo.meetings.convocation import written
from chibo.meetings.notice import Notice, NoticeKind
from chibo.meetings.queries import entries, meeting, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.web.naming import speaking_of
from tests.shell.factories import OfficeFactory
from tests.shell.meetings.coming import browser, coming_day
from tests.shell.story import DAY, Cell, Live, accepted, new_id
from tests.shell.union import WORKERS, branch, convened, held, opened

pytestmark = pytest.mark.django_db

PARTY_WORDS = re.compile(r"(?i)\b(chi bộ|đảng|cấp ủy|chi ủy|bí thư)\b")


class _Words(HTMLParser):
    """Everything that somebody reads or hears on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = {"aria-label", "title", "placeholder", "alt"}
        self.words += [value for name, value in attrs if value and name in spoken]


def words_of(content: bytes) -> str:
    parser = _Words()
    parser.feed(content.decode())
    return " ".join(" ".join(parser.words).split())


@pytest.fixture
def of(settings: Any, tmp_path: Path) -> Cell:
    settings.MEDIA_ROOT = tmp_path
    return branch()


def pages_of(of: Cell) -> dict[str, str]:
    """Return where a president of a branch goes, before, during and after a meeting."""
    coming = convened(of, coming_day(), at=timezone.now()).key
    running, over = opened(of, present=7).key, held(of).key
    body = [of.body.public_id]
    return {
        "home": reverse("web:home"),
        "meetings": reverse("meetings:list"),
        "convene": reverse("meetings:convene"),
        "meeting to come": reverse("meetings:meeting", args=[coming]),
        "notice": reverse("meetings:notice", args=[coming]),
        "calling off": reverse("meetings:cancel", args=[coming]),
        "why": reverse("meetings:why", args=[over]),
        "journal": reverse("meetings:journal", args=[over]),
        "room": reverse("live:room", args=[running]),
        "room to come": reverse("live:room", args=[coming]),
        "minutes": reverse("documents:minutes", args=[over]),
        "applications": reverse("applications:list"),
        "asking": reverse("applications:new", args=body),
        "oversight": reverse("oversight:index"),
        "year": reverse("oversight:year", args=[*body, 2026]),
        "what if": reverse("oversight:what_if"),
        "register": reverse("registry:tree"),
        "branch": reverse("registry:body", args=body),
        "member": reverse("registry:member", args=[of.code("Cúc")]),
        "summer": reverse("registry:summer_holiday", args=body),
        "papers": reverse("documents:register", args=body),
        "papers of a meeting": reverse("documents:meeting_papers", args=[over]),
        "archives": reverse("archives:body", args=body),
        "texts": reverse("regulations:body", args=body),
        "tasks": reverse("tasks:list"),
        "check": reverse("media:check"),
        "account": reverse("account_logout"),
    }


def test_no_page_of_a_union_speaks_of_the_party(of: Cell) -> None:
    client = browser(of, "An")
    found = {}
    for name, where in pages_of(of).items():
        answer = client.get(where)
        assert answer.status_code == 200, (name, answer.status_code)
        said = words_of(answer.content)
        found[name] = [
            said[max(0, it.start() - 40) : it.end() + 40] for it in PARTY_WORDS.finditer(said)
        ]

    assert {name: it for name, it in found.items() if it} == {}


def test_pages_of_a_union_speak_of_its_branch_and_its_members(of: Cell) -> None:
    client = browser(of, "An")

    minutes = words_of(client.get(reverse("documents:minutes", args=[held(of).key])).content)

    assert "CÔNG ĐOÀN VIỆT NAM" in minutes
    assert "Số đoàn viên: 12 đồng chí" in minutes
    assert "sinh hoạt công đoàn bộ phận thường kỳ tháng 6/2026" in minutes


def test_after_a_union_the_pages_of_a_cell_speak_of_the_party_again(of: Cell) -> None:
    client = browser(of, "An")
    client.get(reverse("meetings:list"))

    door = words_of(Client().get(reverse("account_login")).content)

    assert "đoàn viên" not in door


def test_the_letter_of_a_union_is_its_own(of: Cell) -> None:
    live = convened(of)
    state, _ = meeting(live.key)
    notice = Notice(NoticeKind.CONVENED, 1, live.at)
    off = Notice(NoticeKind.CANCELLED, 2, live.at)
    rules = rulebook_for(of.body)

    for each in (notice, off):
        letter = written(each, live.key, state, rules, of.person("Cúc"))
        assert PARTY_WORDS.search(letter.text + letter.subject) is None


def test_the_minutes_of_a_union_name_no_party(of: Cell) -> None:
    sheet = lay_out(minutes_of(held(of).key))

    assert PARTY_WORDS.search(repr(sheet).replace("docx", "")) is None
    assert sheet.head.national == "CÔNG ĐOÀN VIỆT NAM"
    assert sheet.head.number.endswith("-BB/CĐBP")


def test_convening_too_late_is_refused_with_the_two_days(of: Cell) -> None:
    client = browser(of, "An")
    day = timezone.localdate() + timedelta(days=3)

    answer = client.post(reverse("meetings:convene"), _form(of, day))

    said = words_of(answer.content)
    assert answer.status_code == 409
    assert "Quy chế mẫu, Điều 7" in said
    assert (day - timedelta(days=7)).strftime("%d/") in said


def test_letters_that_went_before_are_entered_with_the_convocation(of: Cell) -> None:
    client = browser(of, "An")
    day = timezone.localdate() + timedelta(days=3)
    posted = day - timedelta(days=8)

    answer = client.post(
        reverse("meetings:convene"), {**_form(of, day), "posted_on": posted.isoformat()}
    )

    assert answer.status_code == 302
    key = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert [type(event).__name__ for _, event in entries(key)] == [
        "MeetingConvened",
        "NoticeRecorded",
    ]


def _form(of: Cell, day: Any) -> dict[str, str]:
    return {
        "command_id": new_id(),
        "kind": "ordinary",
        "day": day.isoformat(),
        "starts": "18:00",
        "ends": "20:00",
        "place": "Hội trường nhà máy",
        "chair": of.code("An"),
        "minutes_taker": of.code("Bình"),
        "agenda-TOTAL_FORMS": "1",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-place": "1",
        "agenda-0-title": "Thỏa ước lao động",
        "agenda-0-content_class": "ordinary",
    }


def test_the_day_of_the_postmark_is_entered_on_a_page_and_may_be_put_right(of: Cell) -> None:
    live = convened(of, coming_day(), at=timezone.now())
    client, where = browser(of, "An"), reverse("meetings:notice", args=[live.key])
    page = reverse("meetings:meeting", args=[live.key])
    today = timezone.localdate()

    assert "chưa nhập ngày" in words_of(client.get(page).content)
    ahead = client.post(where, {"command_id": new_id(), "sent_on": today + timedelta(days=1)})
    assert ahead.status_code == 409
    nonsense = client.post(where, {"command_id": new_id(), "sent_on": "hôm qua"})
    assert nonsense.status_code == 422
    assert "hôm qua" in nonsense.content.decode()
    done = client.post(where, {"command_id": new_id(), "sent_on": today})
    assert done.status_code == 302
    assert "đúng hạn" in words_of(client.get(page).content)
    assert meeting(live.key)[0].noticed_on == today


def test_who_may_enter_the_day_of_the_postmark(of: Cell) -> None:
    live = convened(of, coming_day(), at=timezone.now())
    where = reverse("meetings:notice", args=[live.key])
    sent = {"command_id": new_id(), "sent_on": timezone.localdate()}

    assert browser(of, "Cúc").post(where, sent).status_code == 403
    assert Client().post(where, sent).status_code == 302
    assert [type(event).__name__ for _, event in entries(live.key)] == ["MeetingConvened"]
    # The deputy leads the branch too.
    assert browser(of, "Bình").post(where, sent).status_code == 302
    assert meeting(live.key)[0].noticed_on == timezone.localdate()


def test_the_room_says_before_a_vote_that_there_are_too_few(of: Cell) -> None:
    live = opened(of, present=7)
    where = reverse("live:room", args=[live.key])

    said = words_of(browser(of, "Cúc").get(where).content)
    assert "có mặt 7/12, cần 8" in said
    assert "Quy chế mẫu, Điều 4" in said

    refused = browser(of, "An").post(
        reverse("live:act", args=[live.key]),
        {"act": "open_ballot", "text": "t1", "command_id": new_id()},
    )
    assert refused.status_code == 409
    assert "có mặt 7/12, cần 8" in words_of(refused.content)

    live.done("Bình", do.CheckIn(of.code(WORKERS[7]), Mode.IN_PERSON))
    assert "Đủ số người để quyết định" in words_of(browser(of, "Cúc").get(where).content)
    live.done("An", do.OpenBallot("b1", "t1"))


def test_a_vote_in_the_place_of_somebody_absent_is_refused_with_the_rule(of: Cell) -> None:
    live: Live = opened(of, present=8)
    live.done("An", do.OpenBallot("b1", "t1"))

    refused = live.by("Bình", do.CastBallot("b1", of.code("Phượng"), Choice.FOR))

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.citation and refused.citation.clause) == (
        Reason.PROXY_NOT_ALLOWED,
        "Quy chế mẫu, Điều 5",
    )


def test_a_union_meets_from_the_post_to_the_signed_minutes(of: Cell) -> None:
    live = held(of)
    for name in ("Bình", "An"):
        head = meeting(live.key)[0].minutes_head
        live.done(name, do.ConfirmMinutes(head))

    state, _ = meeting(live.key)
    assert state.confirmation.is_locked
    assert state.convened is not None
    assert state.convened.rules.rulebook == "union-2026"


def test_whom_the_roll_call_never_found_is_absent_once_the_meeting_is_over(of: Cell) -> None:
    running, over = opened(of, present=9), held(of)

    found = [group_of(meeting(it.key)[0], of.code("Phượng")) for it in (running, over)]

    # BB-03: the room says what the minutes say.
    assert found == ["expected", "absent"]
    assert "Lò Thị Phượng" in repr(lay_out(minutes_of(over.key)))


def test_a_union_asks_to_meet_mixed_without_saying_why(of: Cell) -> None:
    """Article 3 of the model rules: no ground, no code; the union above allows it."""
    client = browser(of, "An")
    where = reverse("applications:new", args=[of.body.public_id])
    page = client.get(where)
    assert "ground" not in page.context["sheet"].form.fields
    day = timezone.localdate() + timedelta(days=14)
    sheet = page.context["sheet"]
    form = {
        **_form(of, day),
        "form": "hybrid",
        "on": day.isoformat(),
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        "points-0-name": "Hội trường",
        "platform": "Chibo",
        "fallback": "0900 000 001",
        "technician": "Bình",
        "is_content_declared": "on",
        "infrastructure": [key for key, _ in sheet.form.fields["infrastructure"].choices],
        "do": "submit",
    }

    answer = client.post(where, form)

    assert answer.status_code == 302, words_of(answer.content)
    shown = words_of(client.get(answer["Location"]).content)
    assert "không thể về" not in shown
    key = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    paper = lay_out(proposal_of(key))
    assert paper.head.number.endswith("-TTr/CĐBP")
    assert PARTY_WORDS.search(repr(paper).replace("docx", "")) is None
    OfficeFactory(member=of.people["Oanh"], body=of.commune, office="secretary")
    approve = ask.ApproveApplication("", "")
    accepted(carry_out(key, approve, actor=of.code("Oanh"), command_id=new_id()))
    assert lay_out(answer_of(key)).head.number.endswith("-CV/CĐCS")


def test_no_paper_of_a_meeting_of_a_union_names_the_party(of: Cell) -> None:
    live = held(of)
    standing, rules = state_of(live.key, "meeting"), rulebook_for(of.body)
    signer = PaperSigner(of.code("An"), "Lò Thị An", "Chủ tịch")
    found = {}
    with speaking_of(rules):
        for kind in kinds_on("meeting"):
            for offer in kind.offers(standing.state):
                paper = kind.written(
                    Drafting(
                        standing,
                        of.body,
                        BodyKind.CELL,
                        rules,
                        kind.types[0],
                        kind.abstract(standing, offer),
                        DAY.date(),
                        kind.signers(standing, signer),
                        offer.subject,
                        offer.words,
                    )
                )
                said = repr(lay_out(paper)).replace("docx", "")
                found[kind.name] = PARTY_WORDS.findall(said)

    assert set(found) == {"resolution", "conclusion", "report", "tasks", "attendance", "notice"}
    assert {name: it for name, it in found.items() if it} == {}
