"""Names this app to Django, and which files of other people's packages are never served."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import trans_real


class Config(AppConfig):
    """The app in the house."""

    name = "chibo.web"
    default = True

    def ready(self) -> None:
        """Let every catalogue say the words of the body that is spoken of."""
        from chibo.web.naming import NamingTranslation  # noqa: PLC0415 -- needs the apps loaded

        # Languages are activated in many places, ours and Django's: what they activate is this.
        trans_real.DjangoTranslation = NamingTranslation  # type: ignore[misc]  # the one place that makes catalogues
        # Whatever was said while the apps were being loaded was said in a plain catalogue.
        trans_real._translations.clear()  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's own cache


class StaticFiles(StaticFilesConfig):
    """Django's static files, without what no page uses."""

    # `ext` holds htmx's old extensions, which import files that are not there.
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext", "*.woff", "*.d.ts"]
