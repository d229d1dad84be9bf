"""DF-04: papers spell one word in one way, whichever the installation has chosen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from chibo.config.environment import env_choice
from chibo.core.projections.minutes_value import Minutes
from chibo.documents.layout import lay_out
from chibo.documents.minutes_paper import minutes_paper
from chibo.documents.queries import record
from chibo.documents.shelf import taken
from chibo.documents.wording import in_paper, spelled, superior_line, words_of
from tests.shell.documents.held import held, issued
from tests.shell.documents.samples import MINUTES


def test_uy_is_spelt_in_one_way_on_papers() -> None:
    assert spelled("Đảng uỷ xã, CHI UỶ") == "Đảng ủy xã, CHI ỦY"


def test_an_installation_chooses_the_other_way(settings: Any) -> None:
    settings.CHIBO_PAPERS_SPELL_UY = "UỶ"

    assert spelled("Đảng ủy xã, CHI ỦY, Uỷ viên") == "Đảng uỷ xã, CHI UỶ, Uỷ viên"
    assert in_paper("CHI ỦY") == "CHI UỶ"
    assert superior_line("Đảng uỷ xã Mường Khoang") == "ĐẢNG BỘ XÃ MƯỜNG KHOANG"
    assert superior_line("Tỉnh ủy Sơn La") == "TỈNH UỶ SƠN LA"
    for name in ("Đảng ủy xã", "Đảng uỷ xã"):
        assert (words_of(name).code, words_of(name).on_behalf) == ("ĐU", "ĐẢNG UỶ")


def test_what_people_have_written_stays_as_they_wrote_it(settings: Any) -> None:
    written: Minutes = MINUTES
    for chosen in ("ỦY", "UỶ"):
        settings.CHIBO_PAPERS_SPELL_UY = chosen
        found = repr(lay_out(minutes_paper(written)))
        assert all(
            opinion.text.split("\n")[0] in found
            for item in written.items
            for opinion in item.opinions
        )


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_was_issued_stays_byte_for_byte(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    live = held()
    key = issued(live)
    paper = record(live.cell.body, key)
    assert paper is not None
    assert paper.issued is not None
    before = taken(paper.issued.pdf_sha256)

    settings.CHIBO_PAPERS_SPELL_UY = "UỶ"

    again = record(live.cell.body, key)
    assert again is not None
    assert again.issued == paper.issued
    assert taken(paper.issued.pdf_sha256) == before


def test_the_setting_is_one_of_two_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_PAPERS_SPELL_UY", "U\u0309Y")
    assert env_choice("CHIBO_PAPERS_SPELL_UY", "ỦY", "UỶ") == "ỦY"
    monkeypatch.setenv("CHIBO_PAPERS_SPELL_UY", "UY")
    with pytest.raises(ImproperlyConfigured, match="say ỦY or UỶ"):
        env_choice("CHIBO_PAPERS_SPELL_UY", "ỦY", "UỶ")
