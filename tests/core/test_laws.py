"""Laws that hold for every event and every command, whatever they hold."""

import json
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import Catalogue, decode, encode
from chibo.core.procedure import application, meeting, papers, register_acts, task_book
from chibo.core.procedure.commands import MeetingCommand
from chibo.core.procedure.events import MeetingEvent
from chibo.core.procedure.groups import procedure as groups
from chibo.core.procedure.groups.commands import GroupsCommand
from chibo.core.procedure.groups.events import GroupsEvent
from tests.core.strategies import dataclass_of

CATALOGUES = {
    "meeting events": (meeting.EVENTS, MeetingEvent),
    "meeting commands": (meeting.COMMANDS, MeetingCommand),
    "papers events": (papers.EVENTS, register_acts.PapersEvent),
    "papers commands": (papers.COMMANDS, register_acts.PapersCommand),
    "task book events": (task_book.EVENTS, task_book.TaskBookEvent),
    "task book commands": (task_book.COMMANDS, task_book.TaskBookCommand),
    "application events": (application.EVENTS, application.ApplicationEvent),
    "application commands": (application.COMMANDS, application.ApplicationCommand),
    "groups events": (groups.EVENTS, GroupsEvent),
    "groups commands": (groups.COMMANDS, GroupsCommand),
}
KINDS = [(catalogue, kind) for catalogue, _ in CATALOGUES.values() for kind in catalogue]


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_is_its_closed_list_and_no_name_occurs_twice(name: str) -> None:
    catalogue, union = CATALOGUES[name]

    assert tuple(catalogue) == get_args(union)


@pytest.mark.parametrize(("catalogue", "kind"), KINDS, ids=[kind.__name__ for _, kind in KINDS])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_everything_survives_storage(
    catalogue: Catalogue, kind: Any, data: st.DataObject
) -> None:
    value = data.draw(dataclass_of(kind))

    stored = canonical(encode(value))
    read = catalogue.decode(kind.__name__, json.loads(stored))

    assert read == value
    assert canonical(encode(read)) == stored
    assert decode(kind, json.loads(stored)) == value
