"""A form whose fields are shared by all who fill it in: a thousand votes do not copy them a thousand times."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class LightForm(forms.Form):
    """A form that never changes its fields; one that does begins from `forms.Form`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the fields as they are: copying those of a vote cost more than deciding about it."""
        shared = self.base_fields
        self.base_fields = {}  # type: ignore[misc]  # for this one form
        super().__init__(*args, **kwargs)
        self.fields = self.base_fields = shared  # type: ignore[misc]  # as above

    def _clean_fields(self) -> None:
        # Django draws every field first, so that it could be shown: here nothing is, unless it is wrong.
        for name, field in self.fields.items():
            given = field.widget.value_from_datadict(
                self.data, self.files, self.add_prefix(name)
            )
            try:
                self.cleaned_data[name] = field.clean(given)
            except ValidationError as error:
                self.add_error(name, error)
