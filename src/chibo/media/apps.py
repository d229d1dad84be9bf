"""Names this app to Django."""

from django.apps import AppConfig
from django.core.checks import register


class Config(AppConfig):
    """Sound and picture."""

    name = "chibo.media"

    def ready(self) -> None:
        """Say with `chibo check --deploy` what sound and picture lack."""
        from chibo.media.deployment import lacks  # noqa: PLC0415 -- after the settings

        register(lacks, deploy=True)
