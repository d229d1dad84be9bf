"""What a WebSocket says of itself before it is let in: its headers, where its page comes from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from chibo.web.asgi import Scope


def header(scope: Scope, name: bytes) -> str:
    """Return a header of the request that wants to become a socket, empty where there is none."""
    found = [value for known, value in scope["headers"] if known == name]
    return b"; ".join(found).decode("latin-1")


def is_from_our_page(scope: Scope) -> bool:
    """Whether the page that opens the socket is ours: no other site may act with our cookies."""
    host = header(scope, b"host")
    origin = urlsplit(header(scope, b"origin"))
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    is_trusted = f"{origin.scheme}://{origin.netloc}" in settings.CSRF_TRUSTED_ORIGINS
    return is_trusted or (origin.scheme in {"http", "https"} and origin.netloc == host)
