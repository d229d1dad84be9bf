"""`chibo replay --rulebook FILE`: which past decisions a rulebook would have turned, and why."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chibo.core.projections.replay import Differing, Outcome, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import Finding
from chibo.meetings.regulation_kind import shelf_of
from chibo.meetings.rulebooks import shipped
from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id, tree_below
from chibo.regulations.queries import bodies_below
from chibo.regulations.replaying import replay_body

DIFFERENT, BROKEN = 1, 2


class Command(BaseCommand):
    """Ask every past decision again under the rulebook of a file."""

    help = (
        "Ask every past decision of the journals again under the rulebook in a file. "
        "Exit code 0: none would have come out differently; 1: some would; 2: no rulebook."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and where to begin in the tree."""
        parser.add_argument("--rulebook", required=True, help="a TOML file")
        parser.add_argument("--body", help="the id of a body: only it and those below it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell every difference in a line, then how many decisions were asked."""
        body = self._body(options["body"])
        rulebook = self._rulebook(Path(options["rulebook"]), body)
        bodies = bodies_below(body) if body else [each for _depth, each in tree_below()]
        found = Replay()
        for each in bodies:
            result = replay_body(each, rulebook)
            for differing in result.differing:
                self._tell(each, differing)
            found += result
        self.stdout.write(
            f"{found.decisions} decisions, {len(found.differing)} differ, "
            f"{len(found.unproven)} without their facts"
        )
        if found.differing:
            sys.exit(DIFFERENT)

    def _body(self, public_id: str | None) -> Body | None:
        if public_id is None:
            return None
        found = body_by_public_id(public_id)
        if found is None:
            raise CommandError(public_id)
        return found

    def _rulebook(self, path: Path, body: Body | None) -> Rulebook:
        others = shelf_of(body) if body else shipped()
        text = path.read_text(encoding="utf-8")
        # A shipped file is read again like a new one: it may extend what is shipped, not itself.
        read = read_rulebook(text, others=others)
        if isinstance(read, Rulebook):
            return read
        for mistake in read:
            self.stderr.write(f"{path}:{mistake.line}: {mistake.path} {mistake.message}")
        sys.exit(BROKEN)

    def _tell(self, body: Body, each: Differing) -> None:
        mark = "turned" if each.is_turned else "noted"
        for outcome in each.outcomes:
            self.stdout.write(
                f"{body.name}\t{each.meets_at:%Y-%m-%d}\t{each.act}\t{mark}\t{outcome.rule}\t"
                f"{_clauses(outcome)}\t{_said(outcome.before)} → {_said(outcome.after)}"
            )


def _clauses(outcome: Outcome) -> str:
    before, after = outcome.clause_before, outcome.clause_after
    return f"{before.clause if before else '–'} → {after.clause if after else '–'}"


def _said(finding: Finding | None) -> str:
    if finding is None:
        return "–"
    facts = ", ".join(f"{name}={value}" for name, value in finding.facts.items())
    return f"{'met' if finding.met else 'not met'} ({facts})"
