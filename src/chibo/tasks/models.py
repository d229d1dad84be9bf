"""Lists beside the books of tasks, the files of reports, and who was reminded of what."""

from django.db import models

from chibo.core.procedure.task_book import TaskState


class TaskListing(models.Model):
    """A task as lists show it; derived from the book of its body."""

    key = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    meeting = models.CharField(max_length=64)
    person = models.CharField(max_length=64, db_index=True)
    content = models.TextField()
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in TaskState]
    )
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.person} {self.due_on} {self.state}"


class TaskFile(models.Model):
    """The file of a report, which the journal names by its hash."""

    key = models.CharField(max_length=64, unique=True)
    task = models.CharField(max_length=64, db_index=True)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    file = models.FileField(upload_to="tasks/%Y/")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class TaskReminder(models.Model):
    """That somebody was reminded of a task's day, so that nobody is told twice."""

    task = models.CharField(max_length=64)
    about = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "about"], name="task_reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.about}"
