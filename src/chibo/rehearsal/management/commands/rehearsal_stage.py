"""What `chibo loadtest` asks of a process with a database of its own."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chibo.meetings.queries import meeting
from chibo.registry.models import Body
from chibo.rehearsal.stage_set import set_up


class Command(BaseCommand):
    """Sets the stage in an empty database, or counts what was cast on it."""

    help = "Used by loadtest: invent a meeting in an empty database, or count its votes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many members, or which meeting."""
        parser.add_argument("members", type=int, nargs="?", default=0)
        parser.add_argument("--counted", default="")

    def handle(self, *args: Any, members: int, counted: str, **options: Any) -> None:
        """Print the stage, or the number of votes."""
        if counted:
            state, _ = meeting(counted)
            votes = sum(len(each.cast) for each in state.ballots.ballots.values())
            self.stdout.write(str(votes))
            return
        if Body.objects.exists():
            # Never in a database that somebody uses.
            raise CommandError("The database is not empty.")
        self.stdout.write(json.dumps(asdict(set_up(members))))
