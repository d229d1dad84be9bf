"""What a rulebook says, in the three languages of the pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in the three languages of the pages."""

    vi: str
    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the words in a language; Vietnamese is the default of every page."""
        match language.partition("-")[0]:
            case "en":
                return self.en
            case "fr":
                return self.fr
            case _:
                return self.vi
