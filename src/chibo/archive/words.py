"""What the verifier says, in Vietnamese, English and French; a sentence for every word of `saying`."""

from collections.abc import Mapping

from chibo.archive.saying import Report, Said
from chibo.archive.words_of_lies import LIES, NO_ARCHIVE
from chibo.archive.words_of_truth import CHECKED, FRAME, RECORDED, UNCHECKED

LANGUAGES = ("vi", "en", "fr")

ALL: Mapping[str, tuple[str, str, str]] = {
    **FRAME, **CHECKED, **RECORDED, **UNCHECKED, **LIES, **NO_ARCHIVE,
}  # fmt: skip


def sentence(said: Said, language: str) -> str:
    """Return what was said as a sentence of a language."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    return ALL[said.word][place].format(**said.facts)


def recorded(report: Report, language: str) -> list[str]:
    """Return what was taken as recorded, each with how often."""
    return [
        sentence(
            Said("times", {"words": sentence(Said(word), language), "count": count}), language
        )
        for word, count in sorted(report.recorded.items())
    ]


def lines(report: Report, language: str) -> list[str]:
    """Return the whole report as lines to be read."""
    said = [sentence(Said("title", {"title": report.subject.get("title", "")}), language)]
    parts = (
        ("checked", [sentence(each, language) for each in report.checked]),
        ("recorded", recorded(report, language)),
        ("unchecked", [sentence(each, language) for each in report.unchecked]),
    )
    for word, rows in parts:
        if rows:
            said += ["", sentence(Said(word), language), *(f"  - {row}" for row in rows)]
    said.append("")
    if report.lie is None:
        return [*said, sentence(Said("true"), language)]
    return [*said, sentence(Said("lie"), language), f"  {sentence(report.lie, language)}"]
