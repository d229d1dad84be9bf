"""First passwords: computed from a seed that is erased once the list has been handed out."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.utils.crypto import salted_hmac

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Nothing that is mistaken for something else when read from paper; 32, so a byte divides evenly."""
_ROUNDS = 1_000
"""60 random bits need no slow hash, and ten thousand slow ones would take an hour; the person's
own password is hashed with all rounds when it replaces this one."""


def new_seed() -> str:
    """Return what a list of first passwords is computed from."""
    return secrets.token_hex(32)


def first_password(seed: str, code: str) -> str:
    """Return the first password of a member: nobody can compute it without seed and secret key."""
    digest = salted_hmac(
        "registry.first-password", f"{seed}:{code}", algorithm="sha256"
    ).digest()
    letters = [_LETTERS[byte % len(_LETTERS)] for byte in digest[:12]]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def hashed(password: str) -> str:
    """Return a first password as the account keeps it."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=_ROUNDS)
    return make_password(password)
