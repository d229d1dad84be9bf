"""An archive made here is true, says what it checked, and rests on nothing but itself."""

from io import BytesIO

import pytest

from chibo.archive.verifying import verify
from chibo.archives.contents import of_meeting
from tests.shell.archives.held import held

pytestmark = pytest.mark.django_db(transaction=True)


def test_meeting() -> None:
    live = held()
    stream = BytesIO()
    of_meeting(live.key).into(stream)
    stream.seek(0)
    report = verify(stream)
    assert report.lie is None
