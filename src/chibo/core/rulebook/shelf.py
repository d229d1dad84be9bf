"""Every rulebook of an installation, read together, so that one may extend another."""

from collections.abc import Mapping
from dataclasses import dataclass

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import RulebookMistake, needed_by, read_rulebook
from chibo.core.rulebook.table import Wrong


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rulebooks by id, and the mistakes by the name of the text they are in."""

    rulebooks: Mapping[str, Rulebook]
    mistakes: Mapping[str, tuple[RulebookMistake, ...]]


def read_shelf(texts: Mapping[str, str]) -> Shelf:
    """Read named texts; a text that names others waits until they are read."""
    rulebooks: dict[str, Rulebook] = {}
    mistakes: dict[str, tuple[RulebookMistake, ...]] = {}
    waiting = dict(sorted(texts.items()))
    while waiting:
        ready = [name for name, text in waiting.items() if _is_ready(text, rulebooks)]
        # Those that are left extend something wrong, missing, or each other: read them
        # anyway, so that each names its own mistake.
        for name in ready or list(waiting):
            read = read_rulebook(waiting.pop(name), others=rulebooks)
            if not isinstance(read, Rulebook):
                mistakes[name] = read
            elif read.id in rulebooks:
                mistakes[name] = (_twice(read.id),)
            else:
                rulebooks[read.id] = read
    return Shelf(rulebooks, mistakes)


def _is_ready(text: str, rulebooks: Mapping[str, Rulebook]) -> bool:
    return needed_by(text) <= rulebooks.keys()


def _twice(rulebook_id: str) -> RulebookMistake:
    message = f"another file already has the id {rulebook_id!r}"
    return RulebookMistake(1, "rulebook.id", Wrong.TWICE, message)
