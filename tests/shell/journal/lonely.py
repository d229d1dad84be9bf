"""Another process at the same database: `python -m tests.shell.journal.lonely JOURNAL [COUNT]`.

Prints the place of every receipt it got, on and on without a count.
"""

import sys
from itertools import count

import django


def main(key: str, times: str = "") -> None:
    """Add ones to a tally."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- after set-up

    from chibo.meetings.writer import Receipt  # noqa: PLC0415 -- after set-up
    from tests.shell.journal.hands import add  # noqa: PLC0415 -- after set-up

    settings.CHIBO_JOURNAL_KINDS.append("tests.shell.journal.tally.TALLY")
    for _ in range(int(times)) if times else count():
        receipt = add(key, 1, by="lonely")
        assert isinstance(receipt, Receipt)
        print(receipt.first_seq, receipt.command, flush=True)  # noqa: T201 -- that is what it does


if __name__ == "__main__":
    main(*sys.argv[1:])
