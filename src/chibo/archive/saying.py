"""What the verifier says: a word of `words` with its facts, as something checked or as a lie."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: the word that `words` has in three languages, and what goes into it."""

    word: str
    facts: Mapping[str, object] = field(default_factory=dict)


class NoArchiveError(Exception):
    """The file is no archive at all, or may not be opened: exit 2."""

    def __init__(self, word: str, **facts: object) -> None:
        """Say why, in a word of `words`."""
        super().__init__(word, facts)
        self.said = Said(word, facts)


class LieError(Exception):
    """The archive says something that is not so: exit 1."""

    def __init__(self, word: str, **facts: object) -> None:
        """Say what is wrong and where, in a word of `words`."""
        super().__init__(word, facts)
        self.said = Said(word, facts)


@dataclass(slots=True)
class Report:
    """What was checked, what was taken as recorded, what was not checked, and the first lie."""

    subject: Mapping[str, object] = field(default_factory=dict)
    checked: list[Said] = field(default_factory=list)
    recorded: Counter[str] = field(default_factory=Counter)
    """How many decisions rest on a fact that stands in no journal, by the fact's word."""
    unchecked: list[Said] = field(default_factory=list)
    lie: Said | None = None

    @property
    def is_true(self) -> bool:
        """Whether no lie was found."""
        return self.lie is None

    def found(self, word: str, **facts: object) -> None:
        """Note something that was checked and holds."""
        self.checked.append(Said(word, facts))

    def left(self, word: str, **facts: object) -> None:
        """Note something that was not checked here."""
        self.unchecked.append(Said(word, facts))
