"""The ASGI application: static files, pages, sockets, and what runs beside them."""

import os
from typing import cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 -- after set-up
from django.core.handlers.asgi import ASGIHandler  # noqa: E402 -- after set-up

from chibo.web.asgi import (  # noqa: E402 -- after set-up
    Application,
    Lifespan,
    Sockets,
    by_type,
    static_files,
)

application = by_type(
    http=static_files(cast(Application, ASGIHandler())),
    websocket=Sockets(settings.CHIBO_SOCKETS),
    lifespan=Lifespan(settings.CHIBO_BACKGROUND),
)
