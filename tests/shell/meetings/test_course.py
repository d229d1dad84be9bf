"""What may be changed about a convened meeting, and by whom."""

import pytest

from chibo.core.procedure.acts import Phase
from chibo.meetings.facts import occasion
from chibo.meetings.queries import listing, meeting
from tests.shell.meetings.coming import approved, browser, cell_with_addresses, convened
from tests.shell.story import Cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


def test_a_meeting_is_called_off_with_a_reason_and_its_unit_released(of: Cell) -> None:
    application = approved(of)
    key = convened(of, application)
    an = browser(of, "An")

    assert an.post(f"/meetings/{key}/cancel/", {"command_id": "1"}).status_code == 422
    an.post(f"/meetings/{key}/cancel/", {"reason": "Bão số 3", "command_id": "1"})

    state, _standing = meeting(key)
    assert (state.phase, state.end_reason) == (Phase.CANCELLED, "Bão số 3")
    released = occasion(application)
    assert released is not None
    assert released.is_standing is False
    page = an.get(f"/meetings/{key}/")
    assert "Bão số 3" in page.content.decode()
    assert page.context["acts"] == {}
    again = an.post(f"/meetings/{key}/cancel/", {"reason": "Lần nữa", "command_id": "2"})
    assert (again.status_code, again.context["refusal"].reason) == (409, "meeting.over")


def test_another_chair_and_another_minutes_taker(of: Cell) -> None:
    key = convened(of)
    an = browser(of, "An")
    an.post(
        f"/meetings/{key}/chair/",
        {"person": of.code("Bình"), "reason": "Bí thư đi họp", "command_id": "1"},
    )
    an.post(f"/meetings/{key}/minutes-taker/", {"person": of.code("Minh"), "command_id": "2"})

    state, _standing = meeting(key)
    assert (state.chair, state.minutes_taker) == (of.person("Bình"), of.person("Minh"))
    found = listing(key)
    assert found is not None
    assert (found.chair, found.minutes_taker) == (of.code("Bình"), of.code("Minh"))


def test_who_is_suspended_or_from_elsewhere_is_not_offered(of: Cell) -> None:
    key = convened(of)
    page = browser(of, "An").get(f"/meetings/{key}/chair/")

    offered = [code for code, _name in page.context["form"].fields["person"].choices]
    assert of.code("Khánh") not in offered
    assert of.code("Lan") not in offered
    assert of.code("An") not in offered
    assert of.code("Bình") in offered


@pytest.mark.parametrize("act", ["cancel", "chair", "minutes-taker"])
@pytest.mark.parametrize(
    ("name", "status"),
    [("An", 200), ("Bình", 200), ("Cường", 403), ("Thu", 403), ("Sơn", 403), ("Lan", 404)],
)
def test_only_secretary_and_deputy_change_the_course(
    of: Cell, act: str, name: str, status: int
) -> None:
    key = convened(of)
    client = browser(of, name)
    sent = {"reason": "Vì sao", "person": of.code("Minh"), "command_id": "1"}

    assert client.get(f"/meetings/{key}/{act}/").status_code == status
    if status != 200:
        assert client.post(f"/meetings/{key}/{act}/", sent).status_code == status
        _state, standing = meeting(key)
        assert standing.seq == 1
