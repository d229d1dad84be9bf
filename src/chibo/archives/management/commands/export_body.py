"""`chibo export-body ID FILE`: write a body with everything of it into one file, to be moved."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from chibo.archives.moving.leaving import leave
from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id


class Command(BaseCommand):
    """Export a body."""

    help = "Write a body with its journals, registry, papers and files into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which body, and where to."""
        parser.add_argument("body", help="the body's id (as in its address) or its full name")
        parser.add_argument("file", help="the file to write")
        parser.add_argument(
            "--without-passwords", action="store_true", help="leave passwords and keys at home"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, under another name until it is whole."""
        body = _body(options["body"])
        target = Path(options["file"])
        half = target.with_name(f"{target.name}.part")
        # Passwords and second factors are in it: nobody else on this machine may read it.
        half.touch(mode=0o600)
        with half.open("wb") as stream:
            count = leave(body, stream, with_secrets=not options["without_passwords"])
        half.replace(target)
        self.stdout.write(
            _("%(body)s: %(count)s journals are in %(file)s.")
            % {"body": body.name, "count": count, "file": target}
        )


def _body(named: str) -> Body:
    try:
        found = body_by_public_id(UUID(named))
    except ValueError:
        found = Body.objects.filter(name=named).first()
    if found is None:
        raise CommandError(_("There is no body %(body)s.") % {"body": named})
    return found
