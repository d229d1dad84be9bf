"""The program's own settings, with what only makes tests slow taken out."""

from chibo.config import settings as real
from chibo.config.settings import *  # noqa: F403 -- everything but what follows stays as it is

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **real.STORAGES,
    # Addresses without hashes: no need to collect files before a test.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = {"default": {**real.DATABASES["default"]}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that threads and a real server see the same; it need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": real.VAR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = {
        **real.DATABASES["default"]["OPTIONS"],
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000;",
    }
