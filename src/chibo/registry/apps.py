"""Names this app to Django and loads its permissions."""

from django.apps import AppConfig


class Config(AppConfig):
    """The registry as Django knows it."""

    name = "chibo.registry"

    def ready(self) -> None:
        """Load the permissions once the models are there."""
        from chibo.registry import permissions  # noqa: PLC0415 -- models load first

        permissions.load()
