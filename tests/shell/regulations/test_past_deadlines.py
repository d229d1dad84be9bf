"""Asking the past again reads the register of papers and the procedures by groups too (MT-12, TG-05)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chibo.core.projections.replay import Act, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.meetings.rulebooks import rulebook
from chibo.regulations.outcomes import told
from chibo.regulations.replaying import replay_body
from chibo.regulations.words import ACTS
from tests.shell.documents.held import held, issued
from tests.shell.groups.walking import group_meets, planned, report
from tests.shell.groups_cell import DAY, groups_cell
from tests.shell.meetings.coming import cell_with_addresses
from tests.shell.story import accepted

pytestmark = pytest.mark.django_db


def training(**days: int) -> Rulebook:
    text = rulebook("training")
    return replace(text, deadlines=replace(text.deadlines, **days))


def deadlines_in(result: Replay) -> list[tuple[Act, str]]:
    acts = (Act.ISSUE, Act.GROUP_REPORT)
    return [(each.act, each.subject) for each in result.differing if each.act in acts]


def test_mt_12_a_paper_that_would_have_been_late(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    live = held(cell_with_addresses())
    issued(live)
    body = live.cell.body

    assert replay_body(body, rulebook("training")).differing == ()
    text = training(issue_days=-1)
    result = replay_body(body, text)

    assert deadlines_in(result) == [(Act.ISSUE, "01-NQ/CB")]
    (turned,) = told(result, [body], text)
    assert (turned.act, turned.rules[0].rule) == (ACTS[Act.ISSUE], "MT-12")


def test_tg_05_a_report_that_would_have_been_late() -> None:
    walk = planned(groups_cell())
    group_meets(walk, 1, 9)
    accepted(report(walk, 1, at=DAY + timedelta(days=2, hours=1)))
    body = walk.of.body

    assert replay_body(body, rulebook("training")).differing == ()
    text = training(group_report_days=0)
    result = replay_body(body, text)

    assert deadlines_in(result) == [(Act.GROUP_REPORT, walk.of.name(1))]
    (turned,) = told(result, [body], text)
    assert (turned.act, turned.rules[0].rule) == (ACTS[Act.GROUP_REPORT], "TG-05")
    assert "12/3/2026" in turned.rules[0].after.figures  # type: ignore[union-attr]  # it speaks
