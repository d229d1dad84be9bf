"""Tells a meeting of a cell up to its first item; run on the server's database."""

import sys
from uuid import uuid4

import django

django.setup()

from chibo.core.procedure import commands as meet  # noqa: E402 -- after the setup
from chibo.core.values import Mode  # noqa: E402 -- after the setup
from chibo.meetings import actions as door  # noqa: E402 -- after the setup
from chibo.meetings.followers import catch_up  # noqa: E402 -- after the setup
from chibo.registry.models import Body  # noqa: E402 -- after the setup
from tests.browser.by_groups.told import SECRETARY, TAKER, Telling, person, plan, tonight  # noqa: E402 -- after the setup

SPEAKER = "pb11"


def main() -> None:
    """Open the meeting and its first item, and print its key."""
    body = Body.objects.get(name="Chi bộ bản Phiêng Ban")
    key = uuid4().hex
    door.begin(key, "meeting", str(body.public_id))
    people = (SECRETARY, TAKER, SPEAKER)
    telling = Telling(key)
    planned = plan(body, SECRETARY, TAKER, tonight())
    telling.does(SECRETARY, meet.ConveneMeeting(planned, tuple(map(person, people)), ()))
    telling.does(SECRETARY, meet.OpenMeeting(()))
    telling.does(TAKER, *(meet.CheckIn(code, Mode.IN_PERSON) for code in people))
    telling.does(TAKER, meet.CloseRollCall())
    telling.does(SECRETARY, meet.ApproveAgenda(), meet.OpenItem("i1"))
    catch_up()
    sys.stdout.write(key)


if __name__ == "__main__":
    main()
