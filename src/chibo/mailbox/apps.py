"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app in the house."""

    name = "chibo.mailbox"
