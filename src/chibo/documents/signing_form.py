"""What a signer sends: the statement that was shown, and a code or a passkey's answer to it."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import Account
from chibo.accounts.second_factor import (
    Wrong,
    WrongFactorError,
    checked_code,
    checked_passkey,
    has_app,
    has_passkey,
)
from chibo.core.procedure.signatures import (
    CodeEvidence,
    Evidence,
    PasskeyEvidence,
    SessionEvidence,
    Statement,
    statement_in,
)

SALT = "chibo.signing"
VALID_FOR = 10 * 60
"""Seconds for which a statement may be signed after it was shown."""

WORDS: dict[Wrong, str | Promise] = {
    Wrong.CODE: _("This code is not right, or it has run out. Type the six digits shown now."),
    Wrong.CODE_USED: _(
        "This code was used already. Wait until the app shows the next one, at most thirty seconds."
    ),
    Wrong.TOO_OFTEN: _("Too many attempts went wrong. Wait five minutes and try again."),
    Wrong.PASSKEY: _("The passkey's answer does not fit this paper. Try again."),
    Wrong.PASSKEY_FOREIGN: _("This passkey is not one of yours. Take your own."),
}


class SigningForm(forms.Form):
    """A code in a plain form; a passkey's answer is filled in by the page's script."""

    token = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code from the app"),
        help_text=_("Six digits that change every thirty seconds."),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        ),
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_token(self) -> Statement:
        """Return the statement that was shown, if it is ours and not too old."""
        try:
            text = signing.loads(self.cleaned_data["token"], salt=SALT, max_age=VALID_FOR)
            return statement_in(text)
        except signing.SignatureExpired:
            raise forms.ValidationError(
                _(
                    "The page was open for more than ten minutes. Look at the paper again and sign."
                )
            ) from None
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(
                _("The page was changed on its way. Load it again and sign.")
            ) from None

    def evidence(self, account: Account) -> Evidence | None:
        """Return what shows who signs, or None with what is wrong in the form's errors."""
        statement: Statement = self.cleaned_data["token"]
        try:
            return self._checked(account, statement)
        except WrongFactorError as error:
            self.add_error("code", str(WORDS[error.wrong]))
            return None

    def _checked(self, account: Account, statement: Statement) -> Evidence | None:
        answer: Any = self.cleaned_data.get("credential")
        if answer:
            assertion = checked_passkey(account, statement.challenge, answer)
            return PasskeyEvidence(**asdict(assertion))
        if self.cleaned_data.get("code"):
            step = checked_code(account, self.cleaned_data["code"])
            return CodeEvidence(timezone.now(), step)
        if may_sign_without(account):
            return SessionEvidence(timezone.now())
        self.add_error("code", str(_("Type the code, or use a passkey.")))
        return None


def token_of(statement: Statement) -> str:
    """Return a statement as the form carries it: readable, and signed by us."""
    return signing.dumps(statement.text, salt=SALT)


def has_second_factor(account: Account) -> bool:
    """Whether a person can sign with a second factor now."""
    return has_app(account) or has_passkey(account)


def may_sign_without(account: Account) -> bool:
    """Whether a person may sign with the password alone: the installation allows it, and there is no factor."""
    return not settings.CHIBO_SIGNING_SECOND_FACTOR and not has_second_factor(account)
