"""What a page that has checked devices and line sends: fixed words and bounded numbers only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.registry.device_checks import FASTEST, SLOWEST, STEPS, Found, Outcome

NUMBERS = {"down": FASTEST, "up": FASTEST, "beat": SLOWEST, "back_after": SLOWEST}


class CheckForm(forms.Form):
    """The outcome of every step, filled in by the page's script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for every step, and for what was measured."""
        super().__init__(*args, **kwargs)
        for step, outcomes in STEPS.items():
            choices = [(each.value, each.value) for each in outcomes]
            self.fields[step] = forms.ChoiceField(choices=choices, widget=forms.HiddenInput)
        for name, most in NUMBERS.items():
            self.fields[name] = forms.IntegerField(
                required=False, min_value=0, max_value=most, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a line that is said to be good and was not measured."""
        entered: dict[str, Any] = super().clean() or self.cleaned_data
        is_measured = None not in {entered.get("down"), entered.get("up")}
        if entered.get("line") == Outcome.OK and not is_measured:
            raise forms.ValidationError(_("The speed of the line is missing."))
        return entered

    def found(self) -> Found:
        """Return the check; only after `is_valid`."""
        steps: dict[str, Any] = {step: Outcome(self.cleaned_data[step]) for step in STEPS}
        return Found(**steps, **{name: self.cleaned_data[name] for name in NUMBERS})
