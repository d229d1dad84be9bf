"""Names this app to Django."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "chibo.registry"
