"""The meeting as the room shows it: a replica folded from the journal, and its rendered regions."""

import itertools
import re
import secrets
import uuid
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from django.template.loader import get_template
from django.utils import timezone, translation

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballots import quorum
from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting, evolve
from chibo.live.audience import Audience, Mine, audience_of, mine
from chibo.live.people import hand_of, row_of
from chibo.live.queries import Loaded
from chibo.live.scene import Scene
from chibo.live.showing import Shown, leads
from chibo.live.steps import figures, step_of
from chibo.live.touching import EVERYTHING, SHOWN, STEP, Touched
from chibo.meetings.writer import moment
from chibo.web.naming import speaking_of

T = TypeVar("T")

_MARK = secrets.token_hex(8)
# Nobody can type these into a text: they are other ones in every process.
CSRF = f"csrf-{_MARK}"
COMMAND = f"command-{_MARK}"

_PUBLIC = frozenset({"now", "agenda", "guests", "secrecy"})
"""The regions that every reader sees alike."""

_LISTS = frozenset({"people", "hands", "points", "keeping"})
"""The regions that are as long as the roll."""

ROLL_SHOWN = 100
"""Up to how many on the roll the list of them is on every page; a longer one is asked for."""

REMEMBERED = 2_000
"""For how many entries the room knows what they changed: who was away for so long gets that only."""


@dataclass(slots=True)
class Stage:
    """A meeting up to one entry, and what has been rendered of it."""

    key: str
    meeting: Meeting
    seq: int
    facts: BodyFacts
    shown: Shown = field(default_factory=Shown)
    figures: dict[str, int] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)
    _course: deque[tuple[int, Touched]] = field(
        default_factory=lambda: deque(maxlen=REMEMBERED)
    )
    _rendered: dict[tuple[object, ...], str] = field(default_factory=dict)
    _once: dict[tuple[object, ...], object] = field(default_factory=dict)
    _once_at: int = -1
    _audiences: dict[str, Audience] = field(default_factory=dict)
    _alike: dict[Audience | Mine, Audience | Mine] = field(default_factory=dict)
    """One value for all who are alike: comparing a thousand of them is then comparing addresses."""
    _mine: dict[str, Mine] = field(default_factory=dict)
    _sent: dict[str, int] = field(default_factory=dict)
    _is_counted: bool = False
    _there: int | None = None
    """How many were there of whom the rulebook asks enough, when somebody last came or went."""

    @classmethod
    def of(cls, key: str, loaded: Loaded) -> "Stage":
        """Return a stage of what was read."""
        stage = cls(key, loaded.meeting, loaded.seq, loaded.facts, loaded.shown)
        stage.changed_figures()
        stage._there = stage._quorum()
        return stage

    def take_in(self, entries: Iterable[tuple[Entry, object]]) -> bool:
        """Fold the entries that come next; return False where some before them are missing."""
        for entry, event in entries:
            if entry.seq <= self.seq:
                continue
            if entry.seq != self.seq + 1:
                return False
            self._take_in(entry, event)
        return True

    def _take_in(self, entry: Entry, event: object) -> None:
        before = step_of(self.meeting)
        evolve(self.meeting, event, moment(entry), entry.hash)  # type: ignore[arg-type]  # a meeting's journal
        self.seq = entry.seq
        touched = Touched()
        touched.touch(event)
        if step_of(self.meeting) is not before:
            touched.regions |= STEP
        if _comes_or_goes(self.meeting.chair.code, event):
            touched.regions |= {"now", "desk", "console", "wall"}
        if _comes_or_goes(self.meeting.minutes_taker.code, event):
            # Who writes the short notes changes with it.
            touched.regions |= {"desk", "notes"}
        # A vote brings nobody and sends nobody away: the roll is not gone through for each.
        if not isinstance(event, ev.BallotCast) and self._has_other_quorum():
            touched.regions |= {"now", "console"}
        self._course.append((entry.seq, touched))
        self.touched.add(touched)
        self._forget(event, touched)

    def show(self, shown: Shown) -> bool:
        """Lead everybody to a page; return whether that is news."""
        if shown.turn <= self.shown.turn:
            return False
        self.shown = shown
        self.touched.regions |= SHOWN
        self._forget_rendered(SHOWN)
        # What was written for all is kept by the journal, in which this is no entry.
        self._once_at = -1
        return True

    def _has_other_quorum(self) -> bool:
        before, self._there = self._there, self._quorum()
        return self._there != before

    def _quorum(self) -> int | None:
        """Return how many are there of whom the rulebook asks enough to decide, if it does."""
        if self.facts.rulebook.quorum is None:
            return None
        return quorum(self.meeting.attendance, self.facts.rulebook).present

    def _forget(self, event: object, touched: Touched) -> None:
        if "mine" in touched.regions:
            self._mine.clear()
        for person in touched.mine:
            self._mine.pop(person, None)
        if touched.regions == EVERYTHING or isinstance(event, ev.GuestAdmitted):
            self._audiences.clear()
        changed = set(touched.regions)
        if touched.is_counted_anew:
            # Regions hold figures as well: what is rendered from here on shows the new ones.
            self._is_counted = False
            changed |= {"now", "console", "people", "wall"}
        if isinstance(event, ev.BallotCast):
            changed |= {"now", "console"}
        if isinstance(event, ev.PersonArrived | ev.PersonLeft | ev.GuestAdmitted):
            changed |= {"people", "hands"}
        if touched.rows:
            changed.add("people")
        if touched.hands:
            changed.add("hands")
        self._forget_rendered(changed)

    def _forget_rendered(self, regions: Collection[str]) -> None:
        for seen in [seen for seen in self._rendered if seen[0] in regions]:
            del self._rendered[seen]

    def changed_figures(self) -> dict[str, int]:
        """Return the figures that have changed since this was last asked."""
        self._count()
        changed = {
            name: number
            for name, number in self.figures.items()
            if self._sent.get(name) != number
        }
        self._sent = dict(self.figures)
        return changed

    def _count(self) -> None:
        if not self._is_counted:
            self.figures = figures(self.meeting, self.facts.rulebook)
            self._is_counted = True
        ballot = self.meeting.ballots.ballots.get(self.meeting.ballots.current or "")
        # A vote moves this number alone: vote 1,000 costs what vote 10 cost.
        self.figures["cast"] = len(ballot.cast) if ballot else 0

    def gathered(self) -> Touched:
        """Return what was touched since the last time, and begin anew."""
        touched, self.touched = self.touched, Touched()
        return touched

    def touched_since(self, seq: int) -> Touched | None:
        """Return what the entries after one have changed, None where that is not known any more."""
        if not self._course or not self._course[0][0] - 1 <= seq <= self.seq:
            return None
        gathered = Touched()
        for _, touched in itertools.takewhile(
            lambda each: each[0] > seq, reversed(self._course)
        ):
            gathered.add(touched)
        return gathered

    # --- who looks

    def know(self, facts: BodyFacts) -> bool:
        """Take in what the registry says now; return whether that is news."""
        if facts == self.facts:
            return False
        self.facts = facts
        self._audiences.clear()
        self._mine.clear()
        self._rendered.clear()
        self._once_at = -1
        return True

    @property
    def is_roll_short(self) -> bool:
        """Whether everybody's page holds the list of the people."""
        people = self.meeting.attendance
        return len(people.roll or people.invited) <= ROLL_SHOWN

    def audience_of(self, person: str) -> Audience:
        """Return what kind of reader somebody is."""
        if person not in self._audiences:
            found = audience_of(self.meeting, person, self.facts)
            self._audiences[person] = cast(Audience, self._alike.setdefault(found, found))
        return self._audiences[person]

    def mine_of(self, person: str) -> Mine:
        """Return how somebody stands."""
        if person not in self._mine:
            found = mine(self.meeting, person, self.facts)
            self._mine[person] = cast(Mine, self._alike.setdefault(found, found))
        return self._mine[person]

    def regions_for(self, audience: Audience) -> tuple[str, ...]:
        """Return the regions on somebody's page."""
        if audience.is_wall:
            return ("wall",)
        hidden = {"wall"}
        if not audience.is_chair and not audience.is_secretary:
            hidden.add("console")
        if not audience.is_officer:
            hidden.add("desk")
        if not audience.is_minutes_taker:
            hidden.add("hands")
        if not audience.is_officer or not self.meeting.plan.points:
            hidden.add("points")
        if not audience.point:
            hidden.add("keeping")
        if not audience.is_officer and not self.shown.turn:
            # Where nobody has shown anything, nobody pays for it.
            hidden.add("showing")
        return tuple(sorted(EVERYTHING - hidden))

    # --- rendering: once for everybody who sees the same

    def html(
        self,
        region: str,
        language: str,
        audience: Audience,
        own: Mine,
        *,
        with_roll: bool = False,
    ) -> str:
        """Return a region as a message carries it: without anybody's token or id."""
        return _blank(self._html(region, language, audience, own, with_roll=with_roll))

    def once(self, told: tuple[object, ...], write: Callable[[], T]) -> T:
        """Return what is written for everybody who is told the same, until something happens."""
        if self._once_at != self.seq:
            self._once, self._once_at = {}, self.seq
        if told not in self._once:
            self._once[told] = write()
        return cast(T, self._once[told])

    def page_html(
        self,
        region: str,
        language: str,
        audience: Audience,
        own: Mine,
        *,
        csrf: str,
        person: str,
        with_roll: bool = False,
    ) -> str:
        """Return a region as one person's page holds it, so that forms work by themselves."""
        text = self._html(region, language, audience, own, with_roll=with_roll)
        text = text.replace(CSRF, csrf)
        mine = rf'(data-of="{re.escape(person)}")\s+hidden\b'
        text = re.sub(mine, r"\1", text)
        return re.sub(COMMAND, lambda _: uuid.uuid4().hex, text)

    def _html(
        self, region: str, language: str, audience: Audience, own: Mine, *, with_roll: bool
    ) -> str:
        with_roll = region in _LISTS and (with_roll or self.is_roll_short)
        seen: tuple[object, ...] = (region, language, with_roll)
        if region == "mine":
            seen = (*seen, audience, own)
        elif region == "showing":
            seen = (*seen, *self._leads(audience, own))
        elif region not in _PUBLIC:
            seen = (*seen, audience)
        self._count()
        if seen not in self._rendered:
            scene = self.scene(language, audience)
            scene.mine = own
            scene.with_roll = with_roll
            self._rendered[seen] = _render(f"live/regions/{region}.html", scene)
        return self._rendered[seen]

    def _leads(self, audience: Audience, own: Mine) -> tuple[bool, bool]:
        """Return all by which readers of what is shown differ: who leads, and who decides who may."""
        is_leading = leads(
            self.meeting,
            self.shown,
            is_officer=audience.is_officer,
            is_speaking=own.is_speaking,
        )
        return is_leading, audience.is_chair

    def row_html(self, person: str, language: str, audience: Audience) -> str:
        """Return one row of the roll."""
        scene = self.scene(language, audience)
        scene.row = row_of(self.meeting, person)
        return _blank(_render("live/parts/row.html", scene))

    def hand_html(self, person: str, language: str, audience: Audience) -> str:
        """Return one row among the hands to be entered."""
        scene = self.scene(language, audience)
        scene.row = hand_of(self.meeting, person)
        return _blank(_render("live/parts/hand.html", scene))

    def scene(self, language: str, audience: Audience) -> Scene:
        """Return what templates are given."""
        return Scene(
            key=self.key,
            meeting=self.meeting,
            facts=self.facts,
            at=timezone.now(),
            language=language,
            audience=audience,
            figures=self.figures,
            shown=self.shown,
        )


def _comes_or_goes(person: str, event: object) -> bool:
    """Whether somebody came, went, or can or cannot be reached any more."""
    kinds = (ev.PersonArrived, ev.PersonLeft, ev.LineLost, ev.LineRestored)
    return isinstance(event, kinds) and event.person == person


def _render(template: str, scene: Scene) -> str:
    with translation.override(scene.language), speaking_of(scene.rulebook):
        return (
            get_template(template)
            .render({"scene": scene, "csrf_mark": CSRF, "command_mark": COMMAND})
            .strip()
        )


def _blank(text: str) -> str:
    return text.replace(CSRF, "").replace(COMMAND, "")
