"""What all tests share: an environment of their own, and people named once."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("SECRET_KEY", "for tests only")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
# A port that is the same on every machine: only the tests of it take one, and one that is free.
os.environ.setdefault("MEDIA_TURN_BIN", "/nonexistent/turnserver")
if "CHIBO_VAR" not in os.environ:
    os.environ["CHIBO_VAR"] = tempfile.mkdtemp(prefix="chibo-tests-")
    atexit.register(shutil.rmtree, os.environ["CHIBO_VAR"], ignore_errors=True)
Path(os.environ["CHIBO_VAR"]).mkdir(parents=True, exist_ok=True)

from django.conf import settings  # noqa: E402 -- after the environment
from django.test import Client  # noqa: E402 -- the same

assert settings.SECRET_KEY  # configures Django; pytest-django sets it up next

PASSWORD = "mat-khau-de-thu"


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    """Forget how often an earlier test tried to sign in."""
    from django.core.cache import cache  # noqa: PLC0415 -- after set-up

    cache.clear()


@pytest.fixture(autouse=True)
def _language_of_the_house() -> None:
    """Forget in which language, and in whose words, an earlier test was answered."""
    from django.utils import translation  # noqa: PLC0415 -- after set-up

    from chibo.web.naming import speak_of  # noqa: PLC0415 -- the same

    translation.deactivate()
    speak_of(None)


@pytest.fixture
def account(db: None) -> Callable[..., object]:
    """Open accounts that may start right away."""
    from chibo.accounts.actions import open_account  # noqa: PLC0415 -- after set-up

    def open_one(
        code: str = "DV001", name: str = "Nguyễn Thị An", email: str = "", **more: bool
    ):
        return open_account(
            code, name, email, PASSWORD, **{"must_change_password": False, **more}
        )

    return open_one


@pytest.fixture
def signed_in() -> Callable[[object], Client]:
    """Give a browser in which somebody is signed in."""

    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
