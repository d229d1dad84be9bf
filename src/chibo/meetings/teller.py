"""The names that a meeting gives to people, items and texts, for whoever tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from chibo.core.procedure.meeting import Meeting
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import PersonId


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events with the names that the meeting gives to people, items and texts."""

    meeting: Meeting
    rules: Rulebook
    language: str
    names: Mapping[PersonId, str]
    is_officer: bool
    """Why somebody stays away is for officers, as on the meeting's page."""

    def name(self, person: PersonId) -> str:
        """Return how somebody is called."""
        known = self.meeting.attendance.name_of(person)
        return self.names.get(person, known) if known == person else known

    def item(self, item: str | None) -> str:
        """Return the title of an item."""
        found = self.meeting.agenda.items.get(item or "")
        return found.plan.title if found else "–"

    def content_class(self, code: str) -> str:
        """Return what a content class is called."""
        found = self.rules.content.get(code)
        return f"{code} ({found.label.in_language(self.language)})" if found else code

    def text(self, text: str) -> str:
        """Return the title of a text put forward."""
        versions = self.meeting.ballots.texts.get(text)
        return versions[-1].title if versions else "–"
