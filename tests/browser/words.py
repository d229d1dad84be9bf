"""The words of the pages as a person reads them, in Vietnamese."""

import gettext

from tests.browser.serving import ROOT

_CATALOGUE = gettext.translation("django", ROOT / "locale", ["vi"])


def vi(text: str, **values: object) -> str:
    """Return what a Vietnamese page says for a text of the program."""
    said = _CATALOGUE.gettext(text)
    return said % values if values else said


def vi_count(one: str, several: str, number: int, **values: object) -> str:
    """Return what a Vietnamese page says for so many of something."""
    return _CATALOGUE.ngettext(one, several, number) % values
