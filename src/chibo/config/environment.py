"""Reading the environment: the one place where settings come from."""

import os
from pathlib import Path
from unicodedata import normalize

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def env(name: str, default: str | None = None) -> str:
    """Return a setting from `NAME`, or from the file that `NAME_FILE` names; secrets use the file."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        message = f"Set {name}, or {name}_FILE to a file that holds it."
        raise ImproperlyConfigured(message)
    return value


def env_bool(name: str, *, default: bool) -> bool:
    """Return a yes or a no; anything else is an error, not a no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    message = f"{name} is {value!r}: say yes or no."
    raise ImproperlyConfigured(message)


def env_choice(name: str, default: str, *others: str) -> str:
    """Return one of a few words, however their letters are put together; anything else is an error."""
    value = normalize("NFC", env(name, default))
    if value in {default, *others}:
        return value
    message = f"{name} is {value!r}: say {' or '.join((default, *others))}."
    raise ImproperlyConfigured(message)


def env_list(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
