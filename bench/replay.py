"""How many past decisions are asked again in a second, journals read and checked included.

`python -m bench.replay [meetings]` makes a cell with so many allowed meetings in a database of its
own, and replays them under the rulebook they were held under and under one with another share.
"""

import os
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import django

MEETINGS = 100


def main(meetings: int) -> None:
    """Make the journals, replay them twice and say how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            SECRET_KEY="bench",  # noqa: S106 -- of a database that is thrown away
            CHIBO_VAR=folder,
            DJANGO_SETTINGS_MODULE="chibo.config.settings",
        )
        django.setup()
        _run(meetings)


def _run(meetings: int) -> None:
    # Only after the settings are there.
    from django.core.management import call_command  # noqa: PLC0415 -- see above

    from chibo.core.rulebook.model import Share  # noqa: PLC0415 -- see above
    from chibo.meetings.rulebooks import rulebook  # noqa: PLC0415 -- see above
    from chibo.regulations.replaying import replay_body  # noqa: PLC0415 -- see above
    from tests.shell.story import (  # noqa: PLC0415 -- see above
        DAY,
        ask_and_approve,
        cell,
        convene,
        request,
    )

    call_command("migrate", verbosity=0)
    of = cell()
    for each in range(meetings):
        # Three a year, as the quota of special nature allows (PR-06).
        day = DAY + timedelta(days=122 * each)
        wanted = request(of, starts_at=day, expected_end_at=day + timedelta(hours=2))
        key = ask_and_approve(of, at=day - timedelta(days=10), wanted=wanted)
        if each == 0:
            convene(of, key)
    own = rulebook("training")
    strict = replace(own, eligibility=replace(own.eligibility, more_than=Share(9, 10)))
    for name, under in (("the same", own), ("another", strict)):
        started = perf_counter()
        found = replay_body(of.body, under)
        seconds = perf_counter() - started
        sys.stdout.write(
            f"{name}: {found.decisions} decisions in {seconds:.2f} s, "
            f"{found.decisions / seconds:.0f} a second, {len(found.differing)} differ, "
            f"{len(found.unproven)} unproven\n"
        )


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MEETINGS)
