"""Every sentence of the catalogues is said in the words of the body's rulebook."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from chibo.web.naming import FORMS, naming_of, said, speak_of, speaking_of
from tests.core.rulebook.shelf import SHELF

PARTY, UNION = SHELF.rulebooks["hd03-2022"], SHELF.rulebooks["union-2026"]
PARTY_WORDS = {
    "vi": re.compile(r"(?i)\b(chi bộ|đảng|cấp ủy|chi ủy|bí thư)\b"),
    "en": re.compile(r"\bParty\b|\b[Cc]ells?\b|\b[Ss]ecretar(y|ies)\b"),
    "fr": re.compile(r"\bParti\b|\b[Cc]ellules?\b|\b[Ss]ecrétaires?\b(?! de séance)"),
}


def sentences(language: str) -> list[str]:
    """Return every sentence that a catalogue of ours holds."""
    with translation.override(language):
        catalogue = trans_real.catalog()
    return [text for part in catalogue._catalog._catalogs for text in part.values()]


@pytest.mark.parametrize("language", FORMS)
def test_no_sentence_of_any_page_speaks_of_the_party_to_a_union(language: str) -> None:
    with speaking_of(UNION):
        spoken = [said(text, language) for text in sentences(language)]

    assert [text for text in spoken if PARTY_WORDS[language].search(text)] == []


@pytest.mark.parametrize("language", FORMS)
def test_the_partys_own_rulebooks_change_no_sentence(language: str) -> None:
    assert naming_of(PARTY) is None
    with speaking_of(PARTY):
        assert [said(text, language) for text in sentences(language)] == sentences(language)


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("Chi bộ thông qua chương trình.", "vi", "Công đoàn bộ phận thông qua chương trình."),
        ("CHI BỘ BẢN NÀ PÁT", "vi", "CÔNG ĐOÀN BỘ PHẬN BẢN NÀ PÁT"),
        ("phó bí thư, chi ủy viên", "vi", "phó chủ tịch, ủy viên ban chấp hành"),
        ("từ ngày vào Đảng", "vi", "từ ngày vào công đoàn"),
        ("bình đẳng, đang họp", "vi", "bình đẳng, đang họp"),
        (
            "%(name)s is suspended from Party activities.",
            "en",
            "%(name)s is suspended from union activities.",
        ),
        ("Party groups of the cell", "en", "Union groups of the branch"),
        (
            "le secrétaire de séance et le secrétaire",
            "fr",
            "le secrétaire de séance et le président",
        ),
        ("%(name)s est parti.", "fr", "%(name)s est parti."),
        ("nichts", "de", "nichts"),
    ],
)
def test_words_keep_the_capitals_of_what_they_replace(
    written: str, language: str, spoken: str
) -> None:
    with speaking_of(UNION):
        assert said(written, language) == spoken


def test_what_is_spoken_of_holds_in_every_language_that_is_activated_meanwhile() -> None:
    with speaking_of(UNION), translation.override("vi"):
        assert gettext("Party cell") == "Công đoàn bộ phận"
        with translation.override("en"):
            assert gettext("Party cell") == "Branch"
    with translation.override("vi"):
        assert gettext("Party cell") == "Chi bộ"


def test_what_is_counted_is_named_too() -> None:
    with speaking_of(UNION), translation.override("en"):
        assert ngettext("%(n)s cell", "%(n)s cells", 2) == "%(n)s branches"


def test_what_a_page_spoke_of_is_forgotten_on_purpose() -> None:
    speak_of(UNION)
    spoken = said("chi bộ")
    speak_of(None)

    assert (spoken, said("chi bộ")) == ("công đoàn bộ phận", "chi bộ")
