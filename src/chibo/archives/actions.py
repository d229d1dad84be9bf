"""Making the archive of a year beside the requests, with how far it has come."""

import tempfile
import threading
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import connection
from django.utils import timezone

from chibo.archives.contents import of_year
from chibo.archives.models import YearArchive
from chibo.registry.models import Body

KEPT_FOR = timedelta(days=1)
"""How long a made archive lies ready; it can be made again at any time."""
STALE_AFTER = timedelta(minutes=5)
"""A making that has not moved for so long has died with its program."""


def ask_for_year(account: Any, body: Body, year: int, *, with_files: bool) -> YearArchive:
    """Begin the archive of a year and return it; what is too old is thrown away."""
    _throw_away()
    job = YearArchive.objects.create(
        account=account, body=str(body.public_id), year=year, with_files=with_files
    )
    threading.Thread(target=_make_and_leave, args=(job, body), name="archive").start()
    return job


def _throw_away() -> None:
    for old in YearArchive.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR):
        old.file.delete(save=False)
        old.delete()


def _make_and_leave(job: YearArchive, body: Body) -> None:
    try:
        make(job, body)
    finally:
        connection.close()


def make(job: YearArchive, body: Body) -> None:
    """Make the archive of a year and keep its file; a fault is written down and raised."""

    def moved(done: int, total: int) -> None:
        job.done, job.total = done, total
        job.save(update_fields=["done", "total", "moved_at"])

    try:
        packing = of_year(body, job.year, with_files=job.with_files, progress=moved)
        with tempfile.TemporaryFile() as stream:
            packing.into(stream)
            job.size = stream.tell()
            stream.seek(0)
            job.file.save(f"{job.public_id}.zip", File(stream), save=False)
        job.state = YearArchive.State.DONE
    except Exception:
        # The page must say that it stopped although the program has a fault.
        job.state = YearArchive.State.FAILED
        raise
    finally:
        job.save()
