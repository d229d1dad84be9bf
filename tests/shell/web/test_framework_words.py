"""The sentences we say in words of our own are sentences the framework really says."""

from django.contrib.auth import password_validation
from django.core import validators
from django.forms import BaseFormSet, ModelChoiceField, fields
from django.utils import translation

from chibo.web.framework_words import COUNTED_BY_US, SAID_BY_US


def test_each_sentence_is_one_of_the_framework() -> None:
    with translation.override("en-us"):
        said = framework_says()

    assert sorted(set(SAID_BY_US) - said) == []


def test_each_sentence_about_a_number_is_one_of_the_framework() -> None:
    told = {"limit_value": 7, "show_value": 9, "max": 7, "length": 9, "num": 7}
    said = (
        validators.MaxLengthValidator.message,
        fields.FileField.default_error_messages["max_length"],
        BaseFormSet.default_error_messages["too_many_forms"],
    )

    with translation.override("en-us"):
        assert [each % told for each in COUNTED_BY_US] == [each % told for each in said]


def framework_says() -> set[str]:
    """Return what fields, sets of forms, validators and the rules for passwords say."""
    said = {
        str(words)
        for field in (
            fields.IntegerField, fields.DecimalField, fields.DateField, fields.TimeField,
            fields.FileField, fields.ChoiceField, ModelChoiceField, fields.Field, BaseFormSet,
        )
        for words in field.default_error_messages.values()
    }  # fmt: skip
    said |= {
        str(each.message)
        for each in (
            validators.EmailValidator, validators.MaxValueValidator,
            validators.MinValueValidator, validators.ProhibitNullCharactersValidator,
        )
    }  # fmt: skip
    said |= {
        each().get_help_text()
        for each in (
            password_validation.CommonPasswordValidator,
            password_validation.NumericPasswordValidator,
            password_validation.UserAttributeSimilarityValidator,
        )
    }
    return said
