"""Names this app to Django, and which files of other people's packages are never served."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class Config(AppConfig):
    """The app in the house."""

    name = "chibo.web"
    default = True


class StaticFiles(StaticFilesConfig):
    """Django's static files, without what no page uses."""

    # `ext` holds htmx's old extensions, which import files that are not there.
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext", "*.woff", "*.d.ts"]
