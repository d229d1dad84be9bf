"""Writing an application: saved at any time, checked by the rules, handed in once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chibo.applications.models import ApplicationListing
from chibo.applications.queries import application, history
from chibo.core.procedure.application import Stage
from chibo.core.procedure.terms import Point
from chibo.core.values import Form, Ground
from tests.shell.applications.sheets import browser, day_ahead, sheet
from tests.shell.story import Cell


@pytest.fixture
def an(na_pat: Cell) -> Client:
    return browser(na_pat, "An")


@pytest.fixture
def new(na_pat: Cell) -> str:
    return reverse("applications:new", args=[na_pat.body.public_id])


def page_of(key: str) -> str:
    return reverse("applications:page", args=[key])


def edit_of(key: str) -> str:
    return reverse("applications:edit", args=[key])


def what_happened(key: str) -> list[str]:
    return [each.entry.event for each in history(key)]


def test_a_new_sheet_comes_with_what_is_usual(an: Client, new: str) -> None:
    page = an.get(new)

    shown = page.context["sheet"]
    assert page.status_code == 200
    assert shown.form["kind"].value() == "ordinary"
    assert shown.form["form"].value() == Form.HYBRID
    assert shown.form["on"].value().day == 3
    assert shown.agenda[0]["title"].value() == "Bí thư chi bộ trình bày nội dung sinh hoạt"
    assert [choice for choice, _ in shown.form.fields["form"].choices] == [
        "hybrid",
        "all_online",
    ]
    names = [label for _, label in shown.form.fields["chair"].choices]
    assert names[:3] == ["—", "Lò Thị An (bí thư)", "Lò Thị Bình (phó bí thư)"] or names[
        :3
    ] == ["—", "Lò Thị An (secretary)", "Lò Thị Bình (deputy secretary)"]
    assert not any("Khánh" in name for name in names)


def test_a_draft_is_saved_even_when_it_is_incomplete(
    an: Client, new: str, na_pat: Cell
) -> None:
    entered = sheet(na_pat, reason="", place="", minutes_taker="", infrastructure=[])

    answer = an.post(new, entered)

    key = entered["key"]
    assert answer.url == edit_of(key)
    state, _ = application(key)
    assert (state.stage, state.request.place) == (Stage.DRAFT, "")
    again = an.get(answer.url)
    assert again.context["sheet"].form["technician"].value() == "Lò Thị Minh"
    assert again.context["sheet"].points[1]["name"].value() == "Trạm kiểm lâm"


def test_a_sheet_that_breaks_no_rule_is_handed_in(an: Client, new: str, na_pat: Cell) -> None:
    entered = sheet(na_pat, do="submit")

    answer = an.post(new, entered)

    key = entered["key"]
    assert answer.url == page_of(key)
    state, _ = application(key)
    assert state.stage is Stage.SUBMITTED
    assert state.request.ground is Ground.SPECIAL_NATURE
    assert state.request.points == (
        Point("Nhà văn hóa bản Nà Pát"),
        Point("Trạm kiểm lâm", "Nà Pát"),
    )
    row = ApplicationListing.objects.get(key=key)
    assert (row.stage, row.submitted_by) == ("submitted", na_pat.code("An"))
    assert an.get(answer.url).status_code == 200


def test_a_form_sent_twice_acts_once(an: Client, new: str, na_pat: Cell) -> None:
    entered = sheet(na_pat, do="submit")

    first, second = an.post(new, entered), an.post(new, entered)

    assert (first.url, second.url) == (page_of(entered["key"]),) * 2
    assert what_happened(entered["key"]) == ["ApplicationDrafted", "ApplicationSubmitted"]


def test_going_back_and_changing_something_is_another_act(
    an: Client, new: str, na_pat: Cell
) -> None:
    entered = sheet(na_pat)
    an.post(new, entered)

    answer = an.post(edit_of(entered["key"]), {**entered, "seen": "1", "place": "Trường học"})

    assert answer.status_code == 302
    assert application(entered["key"])[0].request.place == "Trường học"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"form": "all_online"}, "PR-04"),
        ({"kind": "congress"}, "CT-16"),
        ({"ground": "special_circumstance"}, "PR-08"),
        ({"infrastructure": ["quiet_room"]}, "PR-01"),
        ({"agenda-1-content_class": "X07"}, "CT-11"),
        ({"on": "2036-01-07", "agenda-0-content_class": "X02"}, "CT-11"),
    ],
)
def test_what_breaks_a_binding_rule_is_refused_and_nothing_is_lost(
    an: Client, new: str, na_pat: Cell, changes: dict[str, object], rule: str
) -> None:
    entered = sheet(na_pat, do="submit", **changes)

    answer = an.post(new, entered)

    assert answer.status_code == 409
    refusal = answer.context["refusal"]
    assert answer.context["is_saved"]
    assert rule in {each.rule for each in refusal.findings if not each.met}
    assert answer.context["sheet"].form["fallback"].value() == "0912 000 111"
    assert what_happened(entered["key"]) == ["ApplicationDrafted"]
    # The page goes on where it is: corrected and sent again, it is handed in.
    mended = sheet(na_pat, key=entered["key"], do="submit", seen="1")
    assert an.post(edit_of(entered["key"]), mended).url == page_of(entered["key"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "2026-01-07"}, "on"),
        ({"starts": "20:00", "ends": "19:00"}, "ends"),
        ({"is_content_declared": ""}, "is_content_declared"),
    ],
)
def test_what_is_contradictory_is_marked_at_its_field(
    an: Client, new: str, na_pat: Cell, changes: dict[str, object], field: str
) -> None:
    answer = an.post(new, sheet(na_pat, do="submit", **changes))

    assert answer.status_code == 409
    assert list(answer.context["sheet"].form.errors) == [field]


def test_an_agenda_without_items_is_refused(an: Client, new: str, na_pat: Cell) -> None:
    answer = an.post(new, sheet(na_pat, do="submit", **{"agenda-TOTAL_FORMS": "0"}))

    assert (answer.status_code, answer.context["refusal"].reason) == (409, "agenda.empty")


def test_what_cannot_be_read_is_marked_and_kept(an: Client, new: str, na_pat: Cell) -> None:
    entered = sheet(na_pat, on="ngày mai", starts="tối")

    answer = an.post(new, entered)

    assert answer.status_code == 422
    assert set(answer.context["sheet"].form.errors) == {"on", "starts"}
    assert answer.context["sheet"].form["place"].value() == "Nhà văn hóa bản Nà Pát"
    assert not ApplicationListing.objects.exists()


@pytest.mark.parametrize("on", ["0001-01-01", "0202-06-03", "9999-12-31"])
def test_a_year_that_is_half_typed_is_marked_and_nothing_is_reckoned_from_it(
    an: Client, new: str, na_pat: Cell, on: str
) -> None:
    entered = sheet(na_pat, on=on, starts="00:00", until=on)

    answer = an.post(new, entered)
    found = an.post(reverse("applications:new_findings", args=[na_pat.body.public_id]), entered)

    assert (answer.status_code, found.status_code) == (422, 200)
    errors = answer.context["sheet"].form.errors
    assert list(errors) == ["on", "until"]
    assert "1900" in errors["on"][0]
    assert "2100" in errors["on"][0]
    assert not ApplicationListing.objects.exists()


def test_handing_in_needs_what_a_draft_may_leave_out(
    an: Client, new: str, na_pat: Cell
) -> None:
    answer = an.post(new, sheet(na_pat, do="submit", reason=" ", technician=""))

    assert answer.status_code == 422
    assert set(answer.context["sheet"].form.errors) == {"reason", "technician"}


def test_a_day_typed_by_hand_is_understood(an: Client, new: str, na_pat: Cell) -> None:
    entered = sheet(na_pat, on="03/02/2036", starts="19h30")

    an.post(new, entered)

    request = application(entered["key"])[0].request
    assert request.starts_at.isoformat() == "2036-02-03T12:30:00+00:00"


def test_rows_are_added_removed_and_moved_without_javascript(
    an: Client, new: str, na_pat: Cell
) -> None:
    def titles(pressed: str) -> list[str]:
        answer = an.post(new, sheet(na_pat, do=pressed))
        assert answer.status_code == 200
        return [row["title"].value() for row in answer.context["sheet"].agenda]

    first, second = "Đánh giá kết quả lãnh đạo tháng 5", "Nhiệm vụ tháng 6"
    assert titles("agenda:add") == [first, second, ""]
    assert titles("agenda:remove:0") == [second]
    assert titles("agenda:up:1") == [second, first]
    assert titles("agenda:down:0") == [second, first]
    assert titles("agenda:up:0") == [first, second]
    answer = an.post(new, sheet(na_pat, do="points:add"))
    assert [row["name"].value() for row in answer.context["sheet"].points] == [
        "Nhà văn hóa bản Nà Pát",
        "Trạm kiểm lâm",
        "",
    ]
    assert not ApplicationListing.objects.exists()


def test_the_findings_come_while_the_form_is_filled_in(
    an: Client, new: str, na_pat: Cell
) -> None:
    findings = reverse("applications:new_findings", args=[na_pat.body.public_id])

    answer = an.post(findings, sheet(na_pat, form="all_online"), headers={"HX-Request": "true"})

    found = answer.context["assessment"]
    assert answer.status_code == 200
    assert [each.rule for each in found.stopping] == ["PR-04"]
    assert (found.share.affected, len(found.share.base)) == (5, 8)
    assert "(62,5 %)" in answer.text
    assert [entry.name for group in found.share.away for entry in group.people] == [
        "Lò Thị Cường",
        "Lò Thị Nga",
        "Lò Thị Phúc",
        "Lò Thị Minh",
        "Lò Thị Quý",
    ]
    assert [entry.name for entry in found.share.not_counted] == [
        "Lò Thị Giang",
        "Lò Thị Hoa",
        "Lò Thị Khánh",
    ]
    assert not ApplicationListing.objects.exists()


def test_what_cannot_be_read_yet_has_no_findings(an: Client, new: str, na_pat: Cell) -> None:
    findings = reverse("applications:new_findings", args=[na_pat.body.public_id])

    assert an.post(findings, sheet(na_pat, on="")).context["assessment"] is None


@pytest.mark.parametrize("title", ["Xét khen thưởng cuối năm", "xet khen thuong cuoi nam"])
def test_words_of_excluded_content_are_hinted_at_and_decide_nothing(
    an: Client, new: str, na_pat: Cell, title: str
) -> None:
    entered = sheet(na_pat, do="check", **{"agenda-1-title": title})

    answer = an.post(new, entered)

    hints = [
        [hint.content_class for hint in found] for _, found in answer.context["sheet"].rows
    ]
    assert hints == [[], ["X07"]]
    assert answer.context["assessment"].is_permitted
    assert an.post(new, {**entered, "do": "submit"}).status_code == 302


def test_warnings_do_not_stop(an: Client, new: str, na_pat: Cell) -> None:
    entered = sheet(na_pat, on=day_ahead(timedelta(days=1)), ends="19:30", do="check")

    found = an.post(new, entered).context["assessment"]

    assert [each.rule for each in found.warnings] == ["AP-02", "MT-04"]
    assert found.is_permitted


def test_a_draft_saved_by_somebody_else_meanwhile_is_not_overwritten_unseen(
    an: Client, new: str, na_pat: Cell
) -> None:
    entered = sheet(na_pat)
    an.post(new, entered)
    edit = edit_of(entered["key"])
    browser(na_pat, "Bình").post(
        edit, sheet(na_pat, key=entered["key"], seen="1", place="Trường")
    )
    mine = sheet(na_pat, key=entered["key"], seen="1", place="Trạm xá")

    answer = an.post(edit, mine)

    assert (answer.status_code, answer.context["overtaken"].name) == (409, "Lò Thị Bình")
    assert answer.context["sheet"].form["place"].value() == "Trạm xá"
    assert application(entered["key"])[0].request.place == "Trường"
    assert an.post(edit, {**mine, "seen": "2"}).status_code == 302
    assert application(entered["key"])[0].request.place == "Trạm xá"


def test_the_journal_of_another_body_cannot_be_written_on(
    an: Client, na_pat: Cell, new: str
) -> None:
    entered = sheet(na_pat)
    an.post(new, entered)
    lan = browser(na_pat, "Lan")
    elsewhere = reverse("applications:new", args=[na_pat.other.public_id])

    answer = lan.post(elsewhere, sheet(na_pat, key=entered["key"], chair="", minutes_taker=""))

    assert answer.status_code == 404
    assert what_happened(entered["key"]) == ["ApplicationDrafted"]


def test_a_handed_in_application_cannot_be_written_on(
    an: Client, new: str, na_pat: Cell
) -> None:
    entered = sheet(na_pat, do="submit")
    an.post(new, entered)

    assert an.get(edit_of(entered["key"])).url == page_of(entered["key"])
    answer = an.post(
        edit_of(entered["key"]), sheet(na_pat, key=entered["key"], seen="2", place="Khác")
    )
    assert (answer.status_code, answer.context["refusal"].reason) == (
        409,
        "application.submitted",
    )
    assert "is_saved" not in answer.context


def test_a_body_that_may_not_ask_is_told_so(na_pat: Cell, an: Client, new: str) -> None:
    na_pat.body.kind = "committee"
    na_pat.body.save()

    page = an.get(new)

    assert page.status_code == 200
    assert not page.context["sheet"].is_open


def test_the_pilot_that_has_ended_refuses_with_its_clause_and_says_what_comes_next(
    an: Client, na_pat: Cell, new: str
) -> None:
    na_pat.commune.rulebook = "hd03-2022"
    na_pat.commune.save()

    answer = an.post(new, sheet(na_pat, do="submit"))

    assert answer.status_code == 409
    (stopping,) = [each for each in answer.context["refusal"].findings if not each.met]
    assert (stopping.rule, stopping.citation.clause) == (
        "LB-04",
        "Hướng dẫn 03-HD/TW, phần hiệu lực thi hành",
    )
    assert answer.context["assessment"].is_out_of_force
    assert "Hướng dẫn 03-HD/TW, phần hiệu lực thi hành" in answer.text
