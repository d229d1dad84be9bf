"""Where the pages of a procedure are found, as letters name them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def address_of(key: str, place: int) -> str:
    """Return the address of a group's report."""
    with translation.override("vi"):
        path = reverse("groups:report", args=[key, place])
    return settings.CHIBO_ADDRESS.rstrip("/") + path
