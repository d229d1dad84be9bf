"""What a password must be, in our words: Django's catalogue lacks this sentence in Vietnamese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Ten characters at least."""

    def __init__(self) -> None:
        """Ask for ten characters."""
        super().__init__(min_length=10)

    def get_error_message(self) -> str:
        """Say how long a password must be."""
        return _("The password is too short: take at least %(least)s characters.") % {
            "least": self.min_length
        }

    def get_help_text(self) -> str:
        """Say how long a password must be, before anything went wrong."""
        return _("At least %(least)s characters. Several words are easy to remember.") % {
            "least": self.min_length
        }
