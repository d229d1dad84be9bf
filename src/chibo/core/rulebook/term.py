"""What has a name of its own in each organisation: a closed list."""

from enum import StrEnum


class Term(StrEnum):
    """What has a name of its own in each organisation; pages and papers say it in the rulebook's words."""

    ORGANISATION = "organisation"
    """The whole that the bodies belong to: the Party, a union."""
    HEADING = "heading"
    """The first line of its papers."""
    BODY = "body"
    """Any body of it, of whatever kind."""
    CELL = "cell"
    CELLS = "cells"
    GRASSROOTS = "grassroots"
    ABOVE = "above"
    """A body above the grassroots."""
    GROUP = "group"
    GROUPS = "groups"
    COMMITTEE = "committee"
    """Who leads a cell."""
    COMMITTEE_MEMBER = "committee_member"
    HIGHER_COMMITTEE = "higher_committee"
    HIGHER_COMMITTEE_MEMBER = "higher_committee_member"
    SECRETARY = "secretary"
    SECRETARIES = "secretaries"
    MEMBER = "member"
    ROLL = "roll"
    """How many members are counted as its own."""
    ACTIVITIES = "activities"
