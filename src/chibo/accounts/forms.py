"""allauth's forms in our words: it speaks no Vietnamese, and calls a member code a user name."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


class Worded:
    """Gives fields our labels and takes the grey text out of empty boxes."""

    labels: dict[str, Any]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form as allauth does, then say it our way."""
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(Worded, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Member code and password."""

    labels = {"login": _("Member code"), "password": _("Password")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]  # the same
    """The password so far, and twice the new one."""

    labels = {
        "oldpassword": _("Your password so far"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }

    def clean_password1(self) -> str:
        """Refuse the password so far: somebody else may know it."""
        password: str = self.cleaned_data["password1"]
        if password == self.cleaned_data.get("oldpassword"):
            raise forms.ValidationError(
                _("Choose a password that differs from the one so far.")
            )
        return password

    def clean_password2(self) -> str:
        """Refuse two new passwords that differ, in our words."""
        password: str = self.cleaned_data["password2"]
        if password != self.cleaned_data.get("password1", password):
            raise forms.ValidationError(_("This is not the new password typed above."))
        return password


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The password once more, before something delicate."""

    labels = {"password": _("Password")}


class CodeForm(Worded, second_factor.AuthenticateForm):  # type: ignore[misc]  # the same
    """The six digits of the app, or a recovery code."""

    labels = {"code": _("Code from the app, or a recovery code")}


class ReauthenticateCodeForm(Worded, second_factor.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The six digits once more, before something delicate."""

    labels = {"code": _("Code from the app, or a recovery code")}


class ActivateAppForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]  # the same
    """The first six digits an app shows."""

    labels = {"code": _("The six digits that the app shows now")}


class AddKeyForm(Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # the same
    """A name for the key; the browser fills in the rest."""

    labels = {"name": _("A name by which you know it again")}


class RenameKeyForm(Worded, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # the same
    """Another name for a key."""

    labels = {"name": _("A name by which you know it again")}
