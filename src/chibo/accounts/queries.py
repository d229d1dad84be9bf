"""Who is signed in with which session: for sockets, which have no request to ask."""

from collections.abc import Collection

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chibo.accounts.models import Account


def accounts_of(sessions: Collection[str]) -> dict[str, Account]:
    """Return who is signed in with each of these sessions; those that do not hold are left out."""
    rows = Session.objects.filter(
        session_key__in=list(sessions), expire_date__gt=timezone.now()
    )
    signed_in = {row.session_key: row.get_decoded() for row in rows}
    people = Account.objects.filter(is_active=True).in_bulk(
        {int(each[SESSION_KEY]) for each in signed_in.values() if SESSION_KEY in each}
    )
    return {
        session: account
        for session, each in signed_in.items()
        if (account := people.get(int(each.get(SESSION_KEY, 0)))) is not None
        and constant_time_compare(
            each.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
        )
    }
