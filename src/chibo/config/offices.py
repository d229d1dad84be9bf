"""Tells the accounts, which stand below the registry, who holds an office."""

from django.http import HttpRequest
from django.utils import timezone

from chibo.registry.queries import member_of, offices_of


def holds_office(request: HttpRequest) -> bool:
    """Whether the person holds any office today."""
    member = member_of(request.user)
    return member is not None and bool(offices_of(member, timezone.localdate()))
