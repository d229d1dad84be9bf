"""LB-10: which text speaks on which day, and past decisions asked again under another."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.core.procedure import application as ask
from chibo.core.projections.replay import Act
from chibo.core.values import Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.models import RegisteredText
from chibo.meetings.rulebooks import RulebooksInForce, rulebook, rulebook_for
from chibo.meetings.writer import Receipt
from chibo.regulations.models import TextDraft
from chibo.regulations.queries import bodies_below
from chibo.regulations.replaying import replay_body, replay_some
from tests.shell.meetings.coming import browser, cell_with_addresses
from tests.shell.regulations.texts import (
    enter,
    entered,
    registered,
    share,
)
from tests.shell.story import Cell, new_id, request, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings: Any, tmp_path: Path) -> Iterator[Cell]:
    settings.MEDIA_ROOT = tmp_path
    return cell_with_addresses()


@pytest.fixture
def son(of: Cell) -> Client:
    """Let the secretary of the commune, above the cell, sit at a browser."""
    return browser(of, "Sơn")


def new(of: Cell) -> str:
    return reverse("regulations:new", args=[of.commune.public_id])


def day(number: int) -> Any:
    return timezone.localdate() + timedelta(days=number)


def test_on_each_day_the_nearest_text_speaks(of: Cell, son: Client) -> None:
    text = registered(son, of, valid_to=day(10).isoformat())
    rulebooks = RulebooksInForce([of.body, of.other])

    assert [rulebooks.of(of.body, each).id for each in (day(0), day(1), day(10), day(11))] == [
        "training",
        text,
        text,
        "training",
    ]
    assert rulebooks.of(of.other, day(2)).id == text
    assert rulebook_for(of.commune, day(2)).id == text


def test_what_is_asked_for_is_judged_by_the_text_of_its_day(of: Cell, son: Client) -> None:
    """Before the text begins 5 of 8 are enough, from its first day on they are not."""
    registered(son, of, valid_from=day(20).isoformat(), **share("9/10"))

    def hand_in(on: Any) -> Receipt | Refusal:
        starts = datetime.combine(on, time(12), tzinfo=timezone.get_current_timezone())
        wanted = request(of, starts_at=starts, expected_end_at=starts + timedelta(hours=2))
        key = new_id()
        begin(key, "application", of.public_id)
        command = ask.DraftApplication(wanted)
        carry_out(key, command, actor=of.code("An"), command_id=new_id())
        return carry_out(key, ask.SubmitApplication(), actor=of.code("An"), command_id=new_id())

    before, after = hand_in(day(19)), hand_in(day(20))

    assert isinstance(before, Receipt)
    assert isinstance(after, Refusal)
    assert [each.rule for each in after.findings if each.must and not each.met] == ["SC-02"]
    assert after.findings[-1].citation is not None


def test_a_replay_under_the_same_rulebook_shows_no_difference(of: Cell) -> None:
    under_way(of)

    result = replay_body(of.body, rulebook("training"))

    assert result.decisions >= 6
    assert (result.differing, result.unproven) == ((), ())


def test_a_replay_shows_who_would_have_been_refused(of: Cell, son: Client) -> None:
    under_way(of)
    preview = enter(son, of, **share("9/10"))

    son.post(f"{preview}replay/")

    page = son.get(preview)
    turned = page.context["told"]
    assert [each.differing.act for each in turned] == [
        Act.SUBMITTED,
        Act.APPROVED,
        Act.CONVENED,
        Act.OPENED,
    ]
    assert {rule.clause_after for each in turned for rule in each.rules} == {"mục II.1"}
    assert of.body.name in page.text


def test_facts_that_changed_since_are_not_taken_for_then(of: Cell) -> None:
    """The roll has changed after the approval: what was found is proven from the journal alone."""
    under_way(of)
    for name in ("Minh", "Nga", "Phúc", "Quý"):
        of.people[name].inabilities.all().delete()

    assert replay_body(of.body, rulebook("training")).differing == ()
    assert replay_body(of.body, rulebook("training")).unproven == ()


def test_a_long_replay_stops_and_goes_on(of: Cell, son: Client) -> None:
    bodies = bodies_below(of.commune)

    found, done = replay_some(bodies, rulebook("training"), seconds=-1)

    assert (done, found.decisions) == (1, 0)
    preview = enter(son, of)
    headers = {"HX-Request": "true"}
    fragment = son.post(f"{preview}replay/", headers=headers)
    assert "<html" not in fragment.text
    assert TextDraft.objects.get().is_replayed


def test_another_text_asks_the_past_anew(of: Cell, son: Client) -> None:
    preview = enter(son, of)
    son.post(f"{preview}replay/")
    assert TextDraft.objects.get().is_replayed

    son.post(f"{preview}edit/", entered(of.commune, **share()))

    assert not TextDraft.objects.get().is_replayed
    assert son.post(f"{preview}confirm/").status_code == 409


def test_somebody_else_was_first(of: Cell, son: Client) -> None:
    one, two = enter(son, of), enter(son, of, number="06-HD/ĐU")
    for each in (one, two):
        son.post(f"{each}replay/")
    assert son.post(f"{one}confirm/").status_code == 302

    answer = son.post(f"{two}confirm/")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["valid_from"]
    assert RegisteredText.objects.count() == 1


def test_the_command_tells_what_a_file_would_have_changed(
    of: Cell, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    under_way(of)
    text = tmp_path / "new.toml"
    text.write_text(
        '[rulebook]\nextends = "training"\nid = "x-2027"\n[eligibility]\nmore_than = "9/10"\n'
    )

    with pytest.raises(SystemExit) as different:
        call_command("replay", rulebook=str(text))

    assert different.value.code == 1
    told = capsys.readouterr().out
    assert told.count("SC-02") == 4
    text.write_text('[rulebook]\nextends = "training"\nid = "x-2027"\n')
    call_command("replay", rulebook=str(text), body=of.public_id)
    text.write_text("[rulebook]\nextends = 3\n")
    with pytest.raises(SystemExit) as broken:
        call_command("replay", rulebook=str(text))
    assert broken.value.code == 2
