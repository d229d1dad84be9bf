"""The Django app of the rehearsal."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """Names the app."""

    name = "chibo.rehearsal"
