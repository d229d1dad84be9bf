"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app's place in the house."""

    name = "chibo.groups"
