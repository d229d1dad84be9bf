"""What is asked for when a machine is let in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.media.models import MediaNode


class NodeForm(forms.Form):
    """The name that a machine goes by on our pages."""

    name = forms.CharField(
        label=_("Name of the machine"),
        max_length=60,
        help_text=_("So that you know it again: its place, for example."),
    )

    def clean_name(self) -> str:
        """Refuse a name that a machine has already."""
        name: str = self.cleaned_data["name"]
        if MediaNode.objects.filter(name=name, revoked_at=None).exists():
            raise forms.ValidationError(
                _("A machine of this name is there already. Give another name.")
            )
        return name
