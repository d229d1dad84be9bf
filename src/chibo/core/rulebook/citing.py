"""Every rule that can speak needs its clause, and every rule that can refuse a way out."""

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import Mistake, Path, Wrong

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


def note_missing_rules(rulebook: Rulebook, mistakes: list[Mistake]) -> None:
    """Note each rule that is cited and has no clause, or refuses and says no way out."""
    for path, rule in _cited(rulebook):
        if rule and rule not in rulebook.rules:
            message = (
                f"rule {rule[:60]!r} has no clause: a table [rules.{rule[:60]}] is missing"
            )
            mistakes.append(Mistake(path, Wrong.NO_CLAUSE, message))
    for rule in (*REFUSING, *(quota.rule for quota in rulebook.quotas)):
        if rule in rulebook.rules and rulebook.rules[rule].remedy is None:
            message = f"rule {rule} can refuse and must say what to do next"
            mistakes.append(Mistake(("rules", rule, "remedy"), Wrong.NO_REMEDY, message))


def _cited(rulebook: Rulebook) -> list[tuple[Path, str]]:
    return [
        *((("rules",), rule) for rule in (*REFUSING, *SPEAKING)),
        *(
            (("quotas", index, "rule"), quota.rule)
            for index, quota in enumerate(rulebook.quotas)
        ),
        *((("agenda", index, "rule"), step.rule) for index, step in enumerate(rulebook.agenda)),
        *((("inability", code, "rule"), it.rule) for code, it in rulebook.inability.items()),
    ]
