"""Old meetings stay under the rulebook they began with, whatever becomes of its file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo.core.procedure import commands as do
from chibo.core.values import Mode
from chibo.meetings import rulebooks
from chibo.meetings.models import KeptRulebook
from chibo.meetings.queries import meeting
from chibo.meetings.rulebooks import (
    RulebookBrokenError,
    RulebookUnknownError,
    rulebook,
    rulebook_kept,
    shipped,
)
from tests.shell.journal.hands import check, forget
from tests.shell.story import opened


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Iterator[Path]:
    """Copy the rulebooks to a folder in which they may be changed."""
    copied = tmp_path / "rulebooks"
    shutil.copytree(settings.RULEBOOKS, copied)
    settings.RULEBOOKS = copied
    restart()
    yield copied
    restart()


def restart() -> None:
    """Let the process know nothing, as after a restart."""
    rulebooks.shipped.cache_clear()
    rulebooks.rulebook_kept.cache_clear()


def rewrite(folder: Path, name: str, before: str, after: str) -> int:
    """Change the text of a rulebook and return the line that changed."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return text[: text.index(before)].count("\n") + 1


def test_the_rulebooks_of_the_folder_are_there() -> None:
    assert {"hd03-2022", "training"} <= set(shipped())
    assert rulebook("training").id == "training"
    with pytest.raises(RulebookUnknownError, match="no-such"):
        rulebook("no-such")


@pytest.mark.django_db
def test_a_meeting_goes_on_under_the_rulebook_it_began_with(folder: Path) -> None:
    live = opened()
    state, _ = meeting(live.key)
    assert state.convened is not None
    named = state.convened.rules
    assert set(KeptRulebook.objects.values_list("fingerprint", flat=True)) == {
        named.fingerprint
    }
    before = rulebook("training")
    rewrite(folder, "training.toml", 'version = "1"', 'version = "2"')
    rewrite(folder, "training.toml", "valid_from = 2025-07-01", "valid_from = 2025-08-01")
    restart()
    forget(live.key)
    now = rulebook("training")
    assert (now.version, now.fingerprint != before.fingerprint) == ("2", True)
    assert rulebook_kept(named.fingerprint) == before
    live.done("Cường", do.CheckIn(live.cell.code("Cường"), Mode.ONLINE))
    again, _ = meeting(live.key)
    assert again.convened == state.convened
    check(live.key)


@pytest.mark.django_db
def test_a_meeting_goes_on_when_the_file_is_gone(folder: Path) -> None:
    live = opened()
    (folder / "training.toml").unlink()
    restart()
    forget(live.key)
    live.done("Cường", do.CheckIn(live.cell.code("Cường"), Mode.ONLINE))
    with pytest.raises(RulebookUnknownError):
        rulebook("training")


@pytest.mark.django_db
def test_a_kept_rulebook_that_was_changed_is_not_used(folder: Path) -> None:
    live = opened()
    state, _ = meeting(live.key)
    assert state.convened is not None
    kept = KeptRulebook.objects.get(fingerprint=state.convened.rules.fingerprint)
    kept.written = kept.written.replace("2025-07-01", "2020-07-01")
    kept.save()
    (folder / "training.toml").unlink()
    restart()
    with pytest.raises(RulebookBrokenError):
        rulebook_kept(kept.fingerprint)


@pytest.mark.django_db
def test_a_rulebook_nobody_kept_is_unknown() -> None:
    with pytest.raises(RulebookUnknownError):
        rulebook_kept("0" * 64)


def test_every_mistake_in_every_file_is_named(folder: Path) -> None:
    first = rewrite(folder, "training.toml", 'version = "1"', "version = 1")
    (folder / "zz.toml").write_text("[rulebook]\nid = \n", encoding="utf-8")
    restart()
    with pytest.raises(RulebookBrokenError) as caught:
        shipped()
    named = [line.split(":")[:2] for line in str(caught.value).splitlines()]
    assert ["training.toml", str(first)] in named
    assert ["zz.toml", "2"] in named


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "latin.toml").write_bytes("# a\n# Chi b\xf2\n".encode("latin-1"))
    restart()
    with pytest.raises(RulebookBrokenError, match=r"latin\.toml:2: not UTF-8"):
        shipped()
