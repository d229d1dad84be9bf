"""Every rule that can speak needs its clause, and every rule that can refuse a way out."""

from collections.abc import Callable, Mapping

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import Mistake, Path, Wrong
from chibo.core.values import Form, GatheringKind

REFUSING = (
    "LB-04",
    "SC-01",
    "PR-14",
    "SC-02",
    "SC-08",
    "SC-09",
    "PR-01",
    "PR-03",
    "PR-04",
    "PR-08",
    "CT-11",
    "CT-16",
    "MB-06",
    "DF-02",
    "AP-08",
    "CT-17",
    "CT-12",
    "CT-15",
    "MT-15",
    "VT-01",
    "VT-08",
    "PR-12",
    "PR-13",
    "TG-02",
    "TG-03",
    "TG-04",
    "TG-10",
    "TG-01",
    "TG-06",
    "TG-09",
    "TG-12",
    "VT-06",
)
"""Rules that `may_meet`, `may_check_in`, the papers and the procedure refuse by, beside the quotas."""

SPEAKING = (
    "AP-02",
    "AT-03",
    "AT-06",
    "MT-04",
    "MT-07",
    "MT-12",
    "TG-05",
    "VT-02",
    "VT-03",
)
"""Rules that warn, count or set a date."""


SPEAKING_ONLY_WHERE: Mapping[str, Callable[[Rulebook], bool]] = {
    "SC-02": lambda it: any(form.needs_ground for form in it.forms.values()),
    "SC-08": lambda it: any(form.needs_groups for form in it.forms.values()),
    "PR-04": lambda it: Form.ALL_ONLINE in it.forms and it.forms[Form.ALL_ONLINE].needs_ground,
    "PR-08": lambda it: any(ground.circumstances for ground in it.grounds.values()),
    "PR-12": lambda it: GatheringKind.COMMITTEE in it.gatherings,
    **dict.fromkeys(
        (
            "PR-13",
            "TG-01",
            "TG-02",
            "TG-03",
            "TG-04",
            "TG-06",
            "TG-09",
            "TG-10",
            "TG-12",
            "VT-06",
        ),
        lambda it: GatheringKind.GROUP in it.gatherings,
    ),
}
"""Rules that say nothing under a rulebook without grounds, or without groups."""


RULES_OF_VALUES: Mapping[tuple[str | int, str], str] = {
    ("eligibility", "more_than"): "SC-02",
    ("eligibility", "minimum_official"): "SC-09",
    ("by_groups", "minimum_members"): "SC-08",
    ("by_groups", "minimum_groups"): "SC-08",
    ("voting", "more_than"): "VT-02",
    ("attendance", "warn_below"): "AT-03",
    ("attendance", "absent_months_warn"): "AT-06",
    ("attendance", "absent_months_review"): "AT-06",
    ("deadlines", "apply_working_days"): "AP-02",
    ("deadlines", "apply_working_days_in_circumstance"): "AP-02",
    ("deadlines", "reply_working_days"): "AP-02",
    ("deadlines", "documents_days"): "MT-07",
    ("deadlines", "documents_days_online"): "MT-07",
    ("deadlines", "issue_days"): "MT-12",
    ("deadlines", "minimum_minutes"): "MT-04",
    ("deadlines", "minimum_minutes_combined"): "MT-04",
    ("deadlines", "group_report_days"): "TG-05",
    ("deadlines", "group_reminder_hour"): "TG-05",
}
"""Which rule speaks of a value; a quota, a quorum and a notice name theirs themselves."""

OWN_RULES: Mapping[str, str] = {"quorum": "QUORUM", "notice": "NOTICE"}
"""What the rule is called that a successor writes for what its base does not know."""

RULE_OF_DAYS = "LB-04"
"""The rule that says on which days a rulebook speaks; every successor writes its own."""

RULE_OF_FORMS = "PR-14"
"""The rule that says which forms are offered."""


def note_missing_rules(rulebook: Rulebook, mistakes: list[Mistake]) -> None:
    """Note each rule that is cited and has no clause, or refuses and says no way out."""
    for path, rule in _cited(rulebook):
        if rule and rule not in rulebook.rules:
            message = (
                f"rule {rule[:60]!r} has no clause: a table [rules.{rule[:60]}] is missing"
            )
            mistakes.append(Mistake(path, Wrong.NO_CLAUSE, message))
    for rule in (*REFUSING, *(rule for _, rule in _own(rulebook))):
        if rule in rulebook.rules and rulebook.rules[rule].remedy is None:
            message = f"rule {rule} can refuse and must say what to do next"
            mistakes.append(Mistake(("rules", rule, "remedy"), Wrong.NO_REMEDY, message))


def note_missing_grounds(rulebook: Rulebook, mistakes: list[Mistake]) -> None:
    """Note each form that asks for a ground where the rulebook knows none."""
    for form, terms in rulebook.forms.items():
        if terms.needs_ground and not rulebook.grounds:
            path = ("forms", form.value, "needs_ground")
            message = "asks for a ground, and there is none: [grounds] is empty"
            mistakes.append(Mistake(path, Wrong.MISSING, message))


def _speaks(rulebook: Rulebook, rule: str) -> bool:
    return rule not in SPEAKING_ONLY_WHERE or SPEAKING_ONLY_WHERE[rule](rulebook)


def _own(rulebook: Rulebook) -> list[tuple[Path, str]]:
    """Return the rules that refuse and that the rulebook names itself."""
    quotas = ((("quotas", at, "rule"), it.rule) for at, it in enumerate(rulebook.quotas))
    own: list[tuple[Path, str]] = [*quotas]
    if rulebook.quorum:
        own.append((("quorum", "rule"), rulebook.quorum.rule))
    if rulebook.notice:
        own.append((("notice", "rule"), rulebook.notice.rule))
    return own


def _cited(rulebook: Rulebook) -> list[tuple[Path, str]]:
    return [
        *((("rules",), it) for it in (*REFUSING, *SPEAKING) if _speaks(rulebook, it)),
        *_own(rulebook),
        *([(("scoring", "rule"), rulebook.scoring.rule)] if rulebook.scoring else []),
        *((("agenda", index, "rule"), step.rule) for index, step in enumerate(rulebook.agenda)),
        *((("inability", code, "rule"), it.rule) for code, it in rulebook.inability.items()),
    ]
