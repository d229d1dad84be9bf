"""The administrator's files: the same one again, and one with mistakes."""

import pytest

from tests.browser.conftest import Meet
from tests.browser.serving import ROOT
from tests.browser.words import vi

pytestmark = pytest.mark.browser

FILE = ROOT / "demonstration" / "registry.csv"


def test_a_file_imported_twice_changes_nothing_and_a_wrong_one_names_row_and_column(
    someone: Meet,
) -> None:
    administrator = someone("quantri")
    administrator.goes("/registry/import/")
    administrator.looks("registry-import")
    administrator.page.set_input_files("input[type=file]", FILE)
    administrator.presses(vi("Read the file"))

    administrator.sees(
        vi("Everything in this file is in the register already. There is nothing to write.")
    )
    assert figures(administrator)[vi("unchanged members")] == "122"
    assert figures(administrator)[vi("changed members")] == "0"

    wrong = FILE.read_text(encoding="utf-8-sig").replace("08/01/1990", "31/02/1990", 1)
    administrator.goes("/registry/import/")
    administrator.page.set_input_files(
        "input[type=file]",
        {"name": "sai.csv", "mimeType": "text/csv", "buffer": wrong.encode()},
    )
    administrator.presses(vi("Read the file"))

    administrator.sees("Ngày sinh", "table")
    row = wrong[: wrong.index("31/02/1990")].count("\n") + 1
    cells = administrator.page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[:2] == [str(row), "Ngày sinh"]
    administrator.looks("registry-mistakes")


def test_the_register_shows_each_their_own(someone: Meet) -> None:
    secretary = someone("np01")
    secretary.goes("/registry/")
    secretary.looks("registry")
    secretary.follows("Chi bộ bản Nà Pát")
    secretary.sees("Giàng A Tủa")
    secretary.looks("registry-cell")


def figures(person) -> dict[str, str]:
    """Return the figures of a preview by their labels."""
    boxes = person.page.locator("dl.figures > div")
    return {
        box.locator("dt").inner_text(): box.locator("dd").inner_text() for box in boxes.all()
    }
