"""A person's own letters; nobody else's can be asked for."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from chibo.accounts.models import Account
from chibo.mailbox.models import ReceivedMail


def letters_for(account: AbstractBaseUser | AnonymousUser) -> QuerySet[ReceivedMail]:
    """Return the letters to the person's own address, the newest first."""
    if not isinstance(account, Account) or not account.email:
        return ReceivedMail.objects.none()
    return ReceivedMail.objects.filter(recipient=account.email.lower())
