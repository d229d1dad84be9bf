"""Which rows go along when a body moves, how each is known again, and what is made anew instead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet


@dataclass(slots=True)
class Scope:
    """What moves: the bodies with everything below, their people, and their journals."""

    bodies: list[Any] = field(default_factory=list)
    """Keys of the rows of the bodies that move."""
    above: list[Any] = field(default_factory=list)
    """Keys of the bodies above, which are only named."""
    members: list[Any] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    public_ids: list[str] = field(default_factory=list)
    journals: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows of a scope, and the members by which a row is the same row elsewhere."""

    label: str
    known_by: tuple[str, ...]
    rows: Callable[[Scope], Q]
    is_secret: bool = False
    """Passwords and second factors, which stay at home if that is asked for."""
    left_alone: tuple[str, ...] = ()
    """Members that are not carried along."""

    @property
    def model(self) -> type[Model]:
        """The table's model."""
        return apps.get_model(self.label)

    def of(self, scope: Scope) -> QuerySet[Model]:
        """Return the rows of a scope in the order in which they were made."""
        found: QuerySet[Model] = self.model._default_manager.filter(self.rows(scope))  # noqa: SLF001 -- Django's own name
        return found.distinct().order_by("pk")


def _of_members(scope: Scope) -> Q:
    return Q(member__in=scope.members)


def _of_bodies(scope: Scope) -> Q:
    return Q(body__in=scope.bodies)


_PERIOD = ("from_on", "recorded_at")

TABLES: tuple[Table, ...] = (
    Table(
        "accounts.Account", ("username",), lambda it: Q(member__in=it.members),
        left_alone=("last_login",),
    ),
    Table("mfa.Authenticator", ("user", "type", "created_at"),
          lambda it: Q(user__member__in=it.members), is_secret=True),
    Table("registry.Body", ("public_id",), lambda it: Q(pk__in=[*it.bodies, *it.above])),
    Table("registry.Group", ("body", "name"), _of_bodies),
    Table("registry.Circumstance", ("body", "code", "from_on"), _of_bodies),
    Table("registry.SummerHoliday", ("body", "from_on"), _of_bodies),
    Table("registry.Member", ("code",), lambda it: Q(pk__in=it.members)),
    Table("registry.Affiliation", ("member", "body", "is_attached", *_PERIOD), _of_members),
    Table("registry.StandingPeriod", ("member", *_PERIOD), _of_members),
    Table("registry.StatusPeriod", ("member", *_PERIOD), _of_members),
    Table("registry.InabilityPeriod", ("member", *_PERIOD), _of_members),
    Table("registry.GroupPlace", ("member", "group", *_PERIOD),
          lambda it: Q(member__in=it.members, group__body__in=it.bodies)),
    Table("registry.Office", ("member", "body", "office", *_PERIOD),
          lambda it: Q(member__in=it.members, body__in=it.bodies)),
    Table("meetings.KeptRulebook", ("fingerprint",), lambda _: Q()),
    Table("meetings.Document", ("key",), lambda it: Q(meeting__in=it.journals)),
    Table("meetings.HeldDocument", ("key",), lambda it: Q(meeting__in=it.journals)),
    Table("meetings.SentLetter", ("meeting", "person", "entry"),
          lambda it: Q(meeting__in=it.journals)),
    Table("documents.DuePaper", ("meeting", "name", "subject"),
          lambda it: Q(body__in=it.public_ids)),
    Table("documents.Reminder", ("about", "person"), lambda it: Q(person__in=it.codes)),
    Table("tasks.TaskFile", ("key",), lambda it: Q(task__in=it.journals)),
    Table("tasks.TaskReminder", ("task", "about"), lambda it: Q(task__in=it.journals)),
    Table("regulations.TextDraft", ("key",), lambda it: Q(body__in=it.public_ids)),
)  # fmt: skip
"""In this order, so that whatever a row names is there before it."""

MADE_ANEW = frozenset(
    {
        *("meetings.Journal", "meetings.JournalEntry", "meetings.Cursor"),
        *("meetings.MeetingListing", "meetings.Invitation", "meetings.AllowedOccasion"),
        *("meetings.PeriodMeeting", "meetings.RegisteredText"),
        *("applications.ApplicationListing", "documents.RegisteredPaper"),
        *("tasks.TaskListing", "groups.ProcedureListing"),
    }
)
"""The journals themselves, and the lists that are made from them again."""

LEFT_BEHIND = frozenset(
    {
        *("accounts.UsedCode", "registry.ImportJob", "archives.YearArchive"),
        *("mailbox.ReceivedMail", "mailbox.Attachment", "registry.DeviceCheck"),
        *("live.ShownPaper", "media.MediaNode"),
    }
)
"""What belongs to one server alone: its demonstration mailbox, past imports, archives that lie ready,
checks of the lines that lead to it, the page last shown in a room, the machines that carry sound for it."""


def present(tables: Iterable[Table] = TABLES) -> list[Table]:
    """Return the tables that this installation has."""
    return [each for each in tables if apps.is_installed(_app_of(each.label))]


def _app_of(label: str) -> str:
    app = label.partition(".")[0]
    return "allauth.mfa" if app == "mfa" else f"chibo.{app}"
