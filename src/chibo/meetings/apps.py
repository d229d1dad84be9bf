"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app's place in the house."""

    name = "chibo.meetings"

    def ready(self) -> None:
        """Load the permissions."""
        from chibo.meetings.permissions import load  # noqa: PLC0415 -- needs the models

        load()
