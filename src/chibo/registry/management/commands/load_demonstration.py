"""Loads the demonstration data through the import itself, once."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from chibo.accounts.actions import open_account
from chibo.registry.actions import (
    carry_out,
    claim_job,
    hand_out_first_passwords,
    prepare,
    record_summer_holiday,
)
from chibo.registry.demonstration import (
    ADMINISTRATOR,
    FILE,
    PASSWORD,
    demonstration_accounts,
    is_loaded,
)
from chibo.registry.models import Body, ImportJob

HOLIDAYS = [(date(year, 6, 1), date(year, 8, 31)) for year in range(2023, 2028)]
"""SC-05: code B2 counts only inside the holidays that the unit has entered."""


class Command(BaseCommand):
    """Fill an empty registry with the demonstration."""

    help = "Load the demonstration data into an empty registry; it does nothing to a full one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file, enter the holidays, and open the demonstration accounts."""
        if Body.objects.exists():
            self.stdout.write(_("The registry is not empty: nothing was loaded."))
        else:
            self._load_registry()
        if is_loaded():
            for path in settings.CHIBO_DEMONSTRATION_PARTS:
                import_string(path)()

    def _load_registry(self) -> None:
        job = prepare(FILE.read_bytes(), FILE.name, None)
        if not claim_job(job):
            raise CommandError(str(job.preview["wrong"]))
        carry_out(job)
        job = ImportJob.objects.get(pk=job.pk)
        # A cell enters its holiday for members who may be away then; a union has no such reasons.
        away = Body.objects.filter(affiliations__member__inabilities__isnull=False)
        for cell in away.distinct():
            for from_on, until_on in HOLIDAYS:
                record_summer_holiday(cell, from_on=from_on, until_on=until_on)
        self._open_the_door(job)
        self.stdout.write(
            _("Loaded %(members)s members in %(bodies)s bodies.")
            % {"members": job.preview["counts"]["new"], "bodies": Body.objects.count()}
        )

    def _open_the_door(self, job: ImportJob) -> None:
        if not demonstration_accounts():
            return
        # One hash for all: these passwords are public anyway, and a hash takes a while.
        codes = [code for code, _password in hand_out_first_passwords(job)]
        get_user_model().objects.filter(username__in=codes).update(
            password=make_password(PASSWORD), must_change_password=False
        )
        administrator = open_account(
            ADMINISTRATOR, "Quản trị viên", "", PASSWORD, must_change_password=False
        )
        administrator.is_staff = True
        administrator.save(update_fields=["is_staff"])
