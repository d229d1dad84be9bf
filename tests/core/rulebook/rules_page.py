"""Every rule of the domain: its clause, where it is asked and what holds it; `docs/rules.md` is drawn from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tests.core.rulebook.shelf import PILOT, ROOT

TABLE = ROOT / "tests" / "core" / "cases" / "domain_rules.jsonl"
PAGE = ROOT / "docs" / "rules.md"
MOMENTS = ("apply", "approve", "open", "check in", "vote", "report", "paper")
FAMILIES = {
    "LB": "Legal basis",
    "SC": "Scope and eligibility",
    "PR": "Principles, form and quotas",
    "CT": "Content",
    "AP": "Application and approval",
    "TG": "Meeting by Party groups",
    "MT": "Holding the meeting",
    "AT": "Attendance",
    "MB": "Members",
    "VT": "Votes",
    "TC": "Technical and security conditions",
    "BB": "Minutes",
    "DF": "Document format",
}
ORIGINS = {
    "guideline": "the guideline",
    "regulation": "another text of the Party",
    "local_setting": "local setting",
    "unverified": "not checked",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule of the domain and what becomes of it in the program."""

    rule: str
    origin: str
    asked: tuple[str, ...]
    test: str | None
    case: str | None
    people: str | None
    later: str | None
    says: str | None

    @property
    def is_in_the_program(self) -> bool:
        """Whether a test or a worked case holds it."""
        return bool(self.test or self.case)

    @property
    def sentence(self) -> str:
        """What it says: in the words of the rulebook, if it speaks there."""
        spoken = PILOT.rules.get(self.rule)
        return spoken.text.en if spoken else f"{self.says}."

    @property
    def clause(self) -> str:
        """The clause that findings cite, or where the rule comes from."""
        spoken = PILOT.rules.get(self.rule)
        return spoken.citation.clause if spoken else ORIGINS[self.origin]

    @property
    def holds(self) -> str:
        """What holds it."""
        if self.case:
            return f"case “{self.case}”"
        if self.test:
            file, _, name = self.test.partition("::")
            return f"`{file}` `{name}`"
        return f"stays with people: {self.people}" if self.people else f"to come: {self.later}"


def rules() -> tuple[Kept, ...]:
    """Read the table."""
    return tuple(_rules())


def _rules() -> Iterator[Kept]:
    for line in TABLE.read_text("utf-8").splitlines():
        read = json.loads(line)
        optional = {key: read.pop(key, None) for key in ("test", "case", "people", "later")}
        yield Kept(
            rule=read.pop("rule"),
            origin=read.pop("origin"),
            asked=tuple(read.pop("asked")),
            says=read.pop("says", None),
            **optional,
        )
        assert not read, read


def page() -> str:
    """Return `docs/rules.md`."""
    kept = rules()
    counts = {
        "held by a test": sum(it.is_in_the_program for it in kept),
        "stay with people": sum(bool(it.people) for it in kept),
        "to come": sum(bool(it.later) for it in kept),
    }
    lines = [
        "# The rules",
        "",
        "Drawn by `tools/rules-page` from `rulebooks/hd03-2022.toml` and",
        "`tests/core/cases/domain_rules.jsonl`; do not edit.",
        "",
        f"{len(kept)} rules: " + ", ".join(f"{n} {what}" for what, n in counts.items()) + ".",
        "",
        "A clause is named as the guideline names it; “Thiết lập tại chỗ” and “local setting” are",
        "our own values where the texts are silent. *Asked* tells when the program looks: at the",
        "application, the approval, the opening, the check-in, a vote, a report, a paper. A case is",
        "a line of `tests/core/cases/`, a test stands under `tests/`.",
        "",
    ]
    for family, title in FAMILIES.items():
        lines += [
            f"## {title}",
            "",
            "| Rule | What it says | Clause | Asked | Held by |",
            "|---|---|---|---|---|",
            *(_row(it) for it in kept if it.rule.startswith(family)),
            "",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(kept: Kept) -> str:
    asked = ", ".join(kept.asked) or "–"
    return f"| {kept.rule} | {kept.sentence} | {kept.clause} | {asked} | {kept.holds} |"
