"""The ASGI application: static files, pages, sockets, and what runs beside them."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 -- after set-up

from chibo.web.asgi import (  # noqa: E402 -- after set-up
    Lifespan,
    Sockets,
    by_type,
    static_files,
)
from chibo.web.threads import Pages  # noqa: E402 -- after set-up

application = by_type(
    http=static_files(Pages()),
    websocket=Sockets(settings.CHIBO_SOCKETS),
    lifespan=Lifespan(settings.CHIBO_BACKGROUND),
)
