"""The ASGI application: static files, pages, sockets, and what runs beside them."""

import os
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 -- after set-up
from django.core.handlers.asgi import ASGIHandler  # noqa: E402 -- after set-up

from chibo.web.asgi import Lifespan, Sockets, by_type, static_files  # noqa: E402 -- after set-up

if TYPE_CHECKING:
    from chibo.web.asgi import Application

application: "Application" = by_type(
    http=static_files(ASGIHandler()),
    websocket=Sockets(settings.CHIBO_SOCKETS),
    lifespan=Lifespan(settings.CHIBO_BACKGROUND),
)
