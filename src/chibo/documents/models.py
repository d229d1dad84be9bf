"""Lists beside the registers of papers, which may be thrown away and made again; and what was reminded of."""

from django.db import models

from chibo.core.procedure.papers import PaperState


class RegisteredPaper(models.Model):
    """A paper as lists show it; derived from the register of its body."""

    key = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in PaperState]
    )
    type = models.CharField(max_length=10, blank=True)
    ordinal = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=40, blank=True)
    term = models.DateField(null=True)
    dated = models.DateField(null=True, db_index=True)
    issued_at = models.DateTimeField(null=True)
    abstract = models.TextField()
    signer = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    for_members = models.BooleanField(default=False)
    for_superior = models.BooleanField(default=False)
    is_reached = models.BooleanField(default=False)
    searched = models.TextField(blank=True)
    """Type, number, abstract and signer without accents, for the search."""
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-dated", "-ordinal", "-pk"]

    def __str__(self) -> str:
        return f"{self.number or self.name} {self.state}"


class DuePaper(models.Model):
    """A paper that a meeting calls for, and by when (MT-12); derived from the meeting's journal."""

    meeting = models.CharField(max_length=64)
    body = models.CharField(max_length=36, db_index=True)
    name = models.CharField(max_length=40)
    subject = models.CharField(max_length=64, blank=True)
    due_on = models.DateField(db_index=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name", "subject"], name="a_paper_is_due_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.name} {self.due_on}"


class Reminder(models.Model):
    """That somebody was reminded of something, so that nobody is told twice."""

    about = models.CharField(max_length=160)
    person = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["about", "person"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.about}"
