"""The journal's tables, and the lists kept beside it that may be thrown away and made again."""

from django.db import models
from django.db.models import F, Q

from chibo.core.values import Form, GatheringKind, Ground


class Journal(models.Model):
    """One journal: the truth about one meeting or one application."""

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    body = models.CharField(max_length=36, db_index=True)
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class JournalEntry(models.Model):
    """One event as stored; rows are added, never changed (a trigger in the database says so too)."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=64)
    command = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    event = models.CharField(max_length=60)
    data = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["journal", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["journal", "seq"], name="entry_has_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}.{self.seq} {self.event}"


class KeptRulebook(models.Model):
    """A rulebook as it was when a journal named it, so that old meetings stay under their own."""

    fingerprint = models.CharField(max_length=64, unique=True)
    rulebook = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    written = models.TextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.rulebook} {self.version}"


class RegisteredText(models.Model):
    """A text that a body has registered for itself and all below it (LB-10); derived from its journal."""

    rulebook = models.CharField(max_length=60, unique=True)
    fingerprint = models.CharField(max_length=64, db_index=True)
    journal = models.CharField(max_length=64)
    body = models.CharField(max_length=36, db_index=True)
    number = models.CharField(max_length=60)
    dated = models.DateField()
    issuer = models.CharField(max_length=200)
    title = models.CharField(max_length=500)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        ordering = ["-first_on", "-pk"]
        indexes = [models.Index(fields=["first_on", "last_on"], name="text_by_its_days")]

    def __str__(self) -> str:
        return f"{self.number} {self.first_on}"


class OccasionState(models.TextChoices):
    """What became of an allowed meeting, as the quotas see it (PR-10)."""

    RESERVED = "reserved"
    HELD = "held"
    RELEASED = "released"
    ANNULLED = "annulled"


class AllowedOccasion(models.Model):
    """An approval and the quota unit that stands reserved or used for it; derived from journals."""

    body = models.CharField(max_length=36, db_index=True)
    form = models.CharField(max_length=20, choices=[(each, each) for each in Form])
    ground = models.CharField(  # noqa: DJ001 -- no ground is not an empty ground
        max_length=30, null=True, choices=[(each, each) for each in Ground]
    )
    on = models.DateField()
    state = models.CharField(max_length=10, choices=OccasionState.choices)
    application = models.CharField(max_length=64, unique=True)
    application_seq = models.PositiveIntegerField()
    application_hash = models.CharField(max_length=64)
    number = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField()
    until = models.DateField(null=True)
    """AP-07: the last day of a period; its meetings stand in a table of their own."""
    meeting = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- not convened yet

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["body", "on"])]

    def __str__(self) -> str:
        return f"{self.form} {self.on} {self.state}"


class PeriodMeeting(models.Model):
    """One of the meetings convened on an approval for a period (AP-07); derived from its journal."""

    occasion = models.ForeignKey(AllowedOccasion, models.CASCADE, related_name="meetings")
    meeting = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=OccasionState.choices)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting} {self.on} {self.state}"


class MeetingListing(models.Model):
    """A meeting as lists show it; derived from its journal."""

    key = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    ground = models.CharField(max_length=30, blank=True)
    phase = models.CharField(max_length=20)
    starts_at = models.DateTimeField(db_index=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    is_locked = models.BooleanField(default=False)
    rulebook = models.CharField(max_length=60)
    chair = models.CharField(max_length=64)
    minutes_taker = models.CharField(max_length=64)
    gathering = models.CharField(max_length=20, default=GatheringKind.WHOLE)
    group = models.CharField(max_length=100, blank=True)
    """The Party group that meets."""
    procedure = models.CharField(max_length=64, blank=True, db_index=True)
    """The journal of the cell's procedure by groups that the meeting belongs to."""

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.phase}"


class Invitation(models.Model):
    """Who is invited to or watches over a meeting; derived from its journal."""

    listing = models.ForeignKey(MeetingListing, models.CASCADE, related_name="invitations")
    person = models.CharField(max_length=64, db_index=True)
    is_observer = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "person"], name="invited_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.answer}"


class Document(models.Model):
    """The file of a document that the journal names by its hash."""

    key = models.CharField(max_length=64, unique=True)
    meeting = models.CharField(max_length=64, db_index=True)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    file = models.FileField(upload_to="documents/%Y/")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class HeldDocument(models.Model):
    """A file that waits for its bringer's word on what was found in it; gone once it is said."""

    key = models.CharField(max_length=64, unique=True)
    meeting = models.CharField(max_length=64, db_index=True)
    person = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    title = models.CharField(max_length=200, blank=True)
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    file = models.FileField(upload_to="held/")
    found = models.JSONField()
    """The places that hint, and how many pages say nothing."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class LetterState(models.TextChoices):
    """What became of a letter."""

    SENT = "sent"
    FAILED = "failed"
    WAITING = "waiting"
    """To be tried again because somebody asked for it."""
    NO_ADDRESS = "no_address"
    """The person has no e-mail address and has to be told in another way."""


class SentLetter(models.Model):
    """What became of the letter that told one person of one entry of a meeting."""

    meeting = models.CharField(max_length=64)
    person = models.CharField(max_length=64)
    entry = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=LetterState.choices)
    address = models.CharField(max_length=254, blank=True)
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "entry"], name="one_letter_a_person_and_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting}.{self.entry} {self.person} {self.state}"


class Cursor(models.Model):
    """How far a follower has read a journal; it goes on from here after it died."""

    follower = models.CharField(max_length=60)
    journal = models.ForeignKey(Journal, models.CASCADE, related_name="cursors")
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["follower", "journal"], name="one_cursor_each")
        ]

    def __str__(self) -> str:
        return f"{self.follower} {self.journal_id}@{self.seq}"


def behind(follower: str) -> models.QuerySet[Journal]:
    """Return the journals that hold entries a follower has not read."""
    read = Cursor.objects.filter(follower=follower, seq__gte=F("journal__head_seq"))
    return Journal.objects.filter(Q(head_seq__gt=0) & ~Q(pk__in=read.values("journal")))
