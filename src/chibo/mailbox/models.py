"""Letters that the program sent in a demonstration, kept for those they are addressed to."""

from django.db import models


class ReceivedMail(models.Model):
    """One letter in one person's box."""

    recipient = models.EmailField(db_index=True)
    """In small letters, as it is looked up."""
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=998, blank=True)
    text = models.TextField(blank=True)
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"


class Attachment(models.Model):
    """A file that came with a letter."""

    mail = models.ForeignKey(ReceivedMail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=255)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
