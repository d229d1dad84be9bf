"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """The tasks."""

    name = "chibo.tasks"
