"""A form that copies no fields and draws none says the same as Django's own."""

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from chibo.live.acting import EVERY_ACT
from chibo.live.light_form import LightForm

LIGHT = sorted(
    {act.form for act in EVERY_ACT.values() if issubclass(act.form, LightForm)},
    key=lambda form: form.__name__,
)
GIVEN = (
    {},
    {"person": ["dv-an"], "ballot": ["b1"], "choice": ["for"], "mode": ["online"]},
    {
        "person": [" dv-an "],
        "ballot": ["b1"],
        "choice": ["maybe"],
        "mode": ["?"],
        "text": ["t"],
    },
    {"person": ["x" * 100], "ballot": ["b\x00"], "note": ["ế" * 300], "reason": ["r" * 400]},
    {"person": [""], "ballot": ["b1", "b2"], "choice": ["against"], "excused": ["on"]},
    {"person": ["dv-an"], "is_point_of_order": ["false"], "seconds": ["x"], "note": ["  n  "]},
)


@pytest.mark.parametrize("light", LIGHT)
@pytest.mark.parametrize("given", GIVEN)
def test_both_take_the_same_and_object_to_the_same(light, given):
    plain = type("Plain", (forms.Form,), dict(light.base_fields))

    quick, slow = light(MultiValueDict(given)), plain(MultiValueDict(given))

    assert (quick.is_valid(), quick.errors) == (slow.is_valid(), slow.errors)
    assert quick.cleaned_data == slow.cleaned_data
    assert {name: str(quick[name]) for name in quick.fields} == {
        name: str(slow[name]) for name in slow.fields
    }


def test_there_are_such_forms():
    assert {"CastForm", "CheckInForm", "FloorForm"} <= {form.__name__ for form in LIGHT}
