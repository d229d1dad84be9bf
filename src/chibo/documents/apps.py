"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """The papers."""

    name = "chibo.documents"
