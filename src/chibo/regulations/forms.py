"""Entering a new text: its head, the values that differ with their clauses, and a difference by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chibo.core.procedure.regulation import RegulationFacts, Regulations, objection_to_text
from chibo.core.rulebook.citing import OWN_RULES, RULE_OF_DAYS, RULE_OF_FORMS
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import RulebookMistake
from chibo.core.rulebook.successor import line_in_expert, read_expert
from chibo.core.rulebook.table import Path, Wrong
from chibo.core.values import Reason, Refusal, Source
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.uploads import PDF, Objection, Upload, checked
from chibo.regulations.drafting import (
    LANGUAGES,
    Group,
    changed_rules,
    difference,
    groups_of,
    read,
    value_name,
)
from chibo.regulations.fields import sentence_field, value_field
from chibo.regulations.words import MISTAKES, PARTS, SOURCES, place_words
from chibo.web.day_field import DayField
from chibo.web.refusals import sentence

MOST = 100_000
_NAMES = {
    "vi": gettext_lazy("What it says, in Vietnamese"),
    "en": gettext_lazy("in English"),
    "fr": gettext_lazy("in French"),
}
_REMEDIES = {
    "vi": gettext_lazy("What to do when it is not met, in Vietnamese"),
    "en": gettext_lazy("the same in English"),
    "fr": gettext_lazy("the same in French"),
}
_FIELD_OF = {
    Reason.RULEBOOK_KNOWN: "number",
    Reason.DAYS_TAKEN: "valid_from",
    Reason.SUCCESSOR_KNOWN: "follows",
}
_HEAD = (
    "number",
    "dated",
    "issuer",
    "title",
    "valid_from",
    "valid_to",
    "follows",
    "legal_basis",
)


@dataclass(frozen=True, slots=True)
class RuleFields:
    """The fields of one rule, for the page."""

    rule: str
    title: str
    """What is spoken of where the base has no such rule."""
    present: str
    clause: str
    values: tuple[BoundField, ...]
    words: tuple[BoundField, ...]
    is_open: bool


class TextForm(forms.Form):
    """A new text, as its head and what it sets otherwise than its base."""

    number = forms.CharField(
        label=gettext_lazy("Number and symbol"),
        max_length=60,
        help_text=gettext_lazy("As on the paper, for example 05-HD/TU."),
    )
    dated = DayField(label=gettext_lazy("Date of the text"))
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=200)
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    source = forms.ChoiceField(
        label=gettext_lazy("The text is"),
        choices=[(each.value, words) for each, words in SOURCES.items()],
        initial=Source.GUIDELINE.value,
    )
    valid_from = DayField(label=gettext_lazy("First day"))
    valid_to = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("It still belongs to the text. Empty where no end is known."),
    )
    follows = forms.ChoiceField(
        label=gettext_lazy("Takes the place of"),
        required=False,
        help_text=gettext_lazy(
            "The new text must begin after that one has ended. A text that takes nobody's place "
            "goes before the rulebook of the installation on its days."
        ),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis on papers, one line each"),
        help_text=gettext_lazy("The new text itself is added by the program."),
        widget=forms.Textarea({"rows": 4}),
    )
    file = forms.FileField(
        label=gettext_lazy("Scanned text"),
        help_text=gettext_lazy("PDF, at most 20 MB. Secret papers are not taken in."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        error_messages={
            "empty": gettext_lazy("The file is empty. Choose it again."),
            "required": gettext_lazy("Choose the scanned text as a PDF."),
        },
    )
    offered = forms.MultipleChoiceField(
        label=gettext_lazy("Forms of meeting that the text offers, beside the one in person"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expert = forms.CharField(
        label=gettext_lazy("Other differences, as TOML"),
        required=False,
        strip=False,
        max_length=MOST,
        widget=forms.Textarea({"rows": 8, "class": "code", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "For experts: tables and keys as in a rulebook file, only what differs. They are laid "
            "over everything above but the head."
        ),
    )

    def __init__(
        self,
        *args: Any,
        base: Rulebook,
        facts: RegulationFacts,
        state: Regulations,
        kept_scan: str = "",
        **options: Any,
    ) -> None:
        """Offer the values of the base, filled in as they are."""
        super().__init__(*args, **options)
        self.base, self.facts, self.state = base, facts, state
        self.kept_scan = kept_scan
        self.fields["file"].required = not kept_scan
        self.text = ""
        self.rulebook: Rulebook | None = None
        self.groups = groups_of(base)
        language = get_language() or "vi"
        _choices(self, "follows", [("", _("none")), *_followed(facts.shelf)])
        _choices(
            self,
            "offered",
            [(key, it.label.in_language(language)) for key, it in base.forms.items()],
        )
        self.fields["offered"].initial = list(base.forms)
        self.fields["legal_basis"].initial = "\n".join(base.legal_basis)
        for group in self.groups:
            self._add(group)
        self._add_words(RULE_OF_FORMS, is_known=True)
        self._add_words(RULE_OF_DAYS, is_known=True)
        self.fields[f"{RULE_OF_DAYS}-clause"].required = True

    def _add(self, group: Group) -> None:
        for variable in group.variables:
            self.fields[value_name(variable)] = value_field(variable, self.base)
        self._add_words(group.rule, is_known=group.is_known)

    def _add_words(self, rule: str, *, is_known: bool) -> None:
        clause = forms.CharField(
            label=_("Clause of the new text"), required=False, max_length=200
        )
        self.fields[f"{rule}-clause"] = clause
        for language in LANGUAGES:
            self.fields[f"{rule}-{language}"] = sentence_field(_NAMES[language])
        if not is_known:
            for language in LANGUAGES:
                name = f"{rule}-remedy-{language}"
                self.fields[name] = sentence_field(_REMEDIES[language])

    # --- what the page shows -----------------------------------------------------------------

    @property
    def head_fields(self) -> list[BoundField]:
        """The fields of the head."""
        return [self[name] for name in ("number", "dated", "issuer", "title", "source")]

    @property
    def day_fields(self) -> list[BoundField]:
        """The days of validity, and in whose place the text comes."""
        days = ("valid_from", "valid_to", "follows")
        words = [f"{RULE_OF_DAYS}-{each}" for each in ("clause", *LANGUAGES)]
        return [self[name] for name in (*days, *words)]

    @property
    def form_fields(self) -> RuleFields:
        """The forms of meeting, with the rule that speaks of them."""
        return self._fields_of(Group(RULE_OF_FORMS, (), is_known=True), ("offered",))

    @property
    def rule_fields(self) -> list[RuleFields]:
        """The other rules, each with its values and its words."""
        return [
            self._fields_of(group, tuple(value_name(it) for it in group.variables))
            for group in self.groups
        ]

    def _fields_of(self, group: Group, names: tuple[str, ...]) -> RuleFields:
        known = self.base.rules.get(group.rule)
        words = [name for name in self.fields if name.startswith(f"{group.rule}-")]
        is_touched = self.is_bound and any(
            self[name].errors or self[name].value() not in {None, "", self[name].initial}
            for name in (*names, *words)
            if name != "offered"
        )
        is_touched = is_touched or (
            self.is_bound
            and "offered" in names
            and set(self["offered"].value() or ()) != set(self.base.forms)
        )
        language = get_language() or "vi"
        return RuleFields(
            rule=group.rule,
            title="" if known else str(PARTS[str(group.variables[0].path[0])]),
            present=known.text.in_language(language) if known else "",
            clause=known.citation.clause if known else "",
            values=tuple(self[name] for name in names),
            words=tuple(self[name] for name in words),
            is_open=is_touched,
        )

    # --- what is wrong -----------------------------------------------------------------------

    def clean_file(self) -> tuple[str, Upload] | None:
        """Return the scan's name and content once it has been looked at."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        found = checked(file)
        if isinstance(found, Objection):
            raise ValidationError([found.sentence, *self._clauses(found.rules)])
        if found.content_type != PDF:
            raise ValidationError(_("The scanned text must be a PDF."))
        return file.name or "", found

    def _clauses(self, rules: tuple[str, ...]) -> list[str]:
        known = self.base.rules
        return [f"{rule}: {known[rule].citation.clause}" for rule in rules if rule in known]

    def clean_legal_basis(self) -> list[str]:
        """Return the lines."""
        lines: str = self.cleaned_data["legal_basis"]
        return [line.strip() for line in lines.splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Read what was entered as a rulebook; every mistake is told at its field."""
        entered = super().clean() or {}
        expert = read_expert(entered.get("expert") or "")
        if isinstance(expert, tuple):
            for mistake in expert:
                self.add_error("expert", self._by_hand(mistake.line, mistake))
        self._miss_words(entered)
        if set(entered) >= {*_HEAD, f"{RULE_OF_DAYS}-clause", "source"} and not isinstance(
            expert, tuple
        ):
            taken = {*self.facts.taken, *self.facts.shelf}
            self.text = difference(self.base, entered, expert, taken)
            found = read(self.text, self.facts.shelf)
            if isinstance(found, Rulebook):
                self._hold_against_others(found)
            else:
                self._mark(found, entered.get("expert") or "")
        return entered

    def _miss_words(self, entered: Mapping[str, Any]) -> None:
        """Ask for the clause and the sentence of each rule that a changed value belongs to."""
        for rule in changed_rules(self.base, entered):
            names = [f"{rule}-clause", f"{rule}-vi"]
            if rule not in self.base.rules:
                names.append(f"{rule}-remedy-vi")
            for name in names:
                if name in entered and not entered[name]:
                    self.add_error(
                        name,
                        _("The value differs from before: write here what the new text says."),
                    )

    def _hold_against_others(self, found: Rulebook) -> None:
        refusal = objection_to_text(found, self.state.texts.values(), self.facts)
        if refusal is None:
            self.rulebook = found
        else:
            self.add_error(_FIELD_OF[refusal.reason], _in_words(refusal))

    def _mark(self, mistakes: tuple[RulebookMistake, ...], expert: str) -> None:
        for mistake in mistakes:
            path = mistake.at
            if self._asks_for_words_at(path):
                continue
            line = line_in_expert(expert, path)
            name = self._field_at(path)
            if name is not None and (line is None or name in _HEAD):
                self.add_error(name, _said(mistake))
            elif line is not None:
                self.add_error("expert", self._by_hand(line, mistake))
            else:
                self.add_error(None, f"{place_words(path)}: {_said(mistake)}")

    def _asks_for_words_at(self, path: Path) -> bool:
        """Tell whether what the reader misses is asked for at its own field already."""
        rule = OWN_RULES.get(str(path[0])) if path else None
        return rule is not None and f"{rule}-vi" in self.errors

    def _field_at(self, path: Path) -> str | None:
        """Return the field in which what stands at a path was entered."""
        match path:
            case ("rulebook", key, *_) if key in _HEAD:
                return str(key)
            case ("rulebook", "id"):
                return "number"
            case ("rules", rule, "clause") if f"{rule}-clause" in self.fields:
                return f"{rule}-clause"
            case ("rules", rule, "text", language) if f"{rule}-{language}" in self.fields:
                return f"{rule}-{language}"
            case _:
                name = "v-" + "-".join(str(step) for step in path)
                return name if name in self.fields else None

    def _by_hand(self, line: int, mistake: RulebookMistake) -> str:
        if mistake.what is Wrong.SYNTAX:
            words = _(
                "Line %(line)s is no TOML. The name of a table stands in brackets, [name]; a value "
                "is written: key = value."
            )
            return words % {"line": line}
        said = {"line": line, "place": mistake.path, "mistake": _said(mistake)}
        return _("Line %(line)s, %(place)s: %(mistake)s") % said


def _said(mistake: RulebookMistake) -> str:
    words = str(MISTAKES[mistake.what])
    # What the core adds is English.
    return f"{words} ({mistake.message})" if get_language() == "en" else words


def _in_words(refusal: Refusal) -> str:
    words = sentence(refusal)
    return f"{words.what} {words.next_step}"


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _followed(shelf: Mapping[str, Rulebook]) -> list[tuple[str, str]]:
    return [(each.id, f"{each.number}: {each.title[:80]}") for each in shelf.values()]


class CloseForm(ActForm):
    """Setting the last day of a text."""

    last_on = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "On this day the text still applies, from the next one no more."
        ),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)
