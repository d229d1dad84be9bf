"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """Sound and picture."""

    name = "chibo.media"
