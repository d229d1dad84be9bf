"""`chibo import-body FILE`: take in a body that comes from another server, or comes back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chibo.archive.saying import LieError, NoArchiveError
from chibo.archive.words import sentence
from chibo.archives.moving.arriving import arrive
from chibo.archives.moving.rows import RowUnknownError
from chibo.meetings.restoring import ContradictionError


class Command(BaseCommand):
    """Import a body."""

    help = "Take in a body that was written by export-body; all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which file."""
        parser.add_argument("file", help="the file that export-body wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the file, write everything or nothing, and say what was done."""
        try:
            with Path(options["file"]).open("rb") as stream:
                done = arrive(stream)
        except (NoArchiveError, LieError) as error:
            said = sentence(error.said, (get_language() or "vi")[:2])
            raise CommandError(_("Nothing was taken in: %(why)s.") % {"why": said}) from None
        except ContradictionError as error:
            raise CommandError(
                _(
                    "Nothing was taken in: the journal %(journal)s here is another one from "
                    "entry %(seq)s on."
                )
                % {"journal": error.key, "seq": error.seq}
            ) from None
        except RowUnknownError as error:
            raise CommandError(_("Nothing was taken in: %(why)s.") % {"why": error}) from None
        except IntegrityError as error:
            why = _("another row here stands in the way (%(error)s)") % {"error": error}
            raise CommandError(_("Nothing was taken in: %(why)s.") % {"why": why}) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        self.stdout.write(
            _(
                "Taken in: %(journals)s journals with %(entries)s entries; rows: %(new)s new, "
                "%(changed)s changed, %(same)s there already."
            )
            % {name: done[name] for name in ("journals", "entries", "new", "changed", "same")}
        )
