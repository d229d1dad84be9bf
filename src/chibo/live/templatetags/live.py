"""The form of an act, and words for what a row or an item says."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.rulebook.model import Words
from chibo.core.values import Instant
from chibo.live import places
from chibo.live.noting import Noted
from chibo.live.people import Row
from chibo.live.scene import Scene
from chibo.live.wall import Wall
from chibo.live.words import ITEM_STATES, OPINION_KINDS, TEXT_KINDS

register = template.Library()


@register.simple_block_tag(takes_context=True)
def act(context: Context, content: str, wish: str, css: str = "", **fields: Any) -> SafeString:
    """Return the form of one act; it works by itself, and the page may send it over the socket."""
    hidden = {
        "csrfmiddlewaretoken": context["csrf_mark"],
        "act": wish,
        "command_id": context["command_mark"],
        **fields,
    }
    marks = ":".join([wish, *(str(value) for value in fields.values())])
    return format_html(
        '<form class="act {}" method="post" action="{}" data-act="{}" data-key="{}">{}{}</form>',
        css,
        reverse("live:act", args=[context["scene"].key]),
        wish,
        marks,
        format_html_join(
            "", '<input type="hidden" name="{}" value="{}">', list(hidden.items())
        ),
        content,
    )


@register.filter
def lookup(table: Any, key: Any) -> Any:
    """Return what a table holds under a key."""
    return table.get(key, "")


@register.filter
def option(row: Row, chosen: str | None) -> SafeString:
    """Return somebody as a list offers them: short, for a thousand of them are on an officer's page."""
    mark = SafeString(" selected") if row.code == chosen else ""
    return format_html('<option value="{}"{}>{}</option>', row.code, mark, row.name)


@register.filter
def item_state(state: ItemState) -> object:
    """Return what the state of an item is called."""
    return ITEM_STATES[state]


@register.filter
def opinion_kind(kind: OpinionKind) -> object:
    """Return what a kind of opinion is called."""
    return OPINION_KINDS[kind]


@register.filter
def text_kind(kind: TextKind) -> object:
    """Return what a kind of text is called."""
    return TEXT_KINDS[kind]


@register.simple_tag
def wall_of(scene: Scene) -> Wall:
    """Return what is read on the wall of the room."""
    return Wall.of(scene)


@register.simple_tag
def noted(scene: Scene) -> Noted:
    """Return the latest of what was said."""
    return Noted.of(scene)


@register.filter
def seconds(minutes: int) -> int:
    """Return minutes in seconds."""
    return minutes * 60


@register.filter
def epoch(moment: Instant) -> int:
    """Return a moment as scripts count it: in milliseconds."""
    return round(moment.timestamp() * 1000)


@register.simple_tag(takes_context=True)
def in_words(context: Context, words: Words) -> str:
    """Return words of the rulebook in the reader's language."""
    return words.in_language(context["scene"].language)


@register.simple_tag(takes_context=True)
def name_of(context: Context, person: str) -> str:
    """Return how the journal names somebody."""
    name: str = context["scene"].meeting.attendance.name_of(person)
    return name


@register.simple_tag
def address(name: str, *args: str) -> str:
    """Return an address, nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


_ROWS = {"row": "live/parts/row.html", "hand": "live/parts/hand.html"}


@register.simple_tag(takes_context=True)
def with_row(context: Context, row: Any, kind: str = "row") -> SafeString:
    """Return one person's row inside its list, the same that travels by itself afterwards."""
    scene = context["scene"]
    scene.row = row
    marks = {name: context[name] for name in ("scene", "csrf_mark", "command_mark")}
    return SafeString(get_template(_ROWS[kind]).render(marks))


@register.simple_tag
def points_of(scene: Scene) -> list[places.Shown]:
    """Return the connection points as officers see them."""
    return places.points_of(scene.meeting)


@register.simple_tag
def missed_of(scene: Scene) -> list[places.Missed]:
    """Return the choices that came after their vote was closed."""
    return places.missed_of(scene.meeting)


@register.simple_tag
def keeping_of(scene: Scene) -> places.Keeping:
    """Return the connection point that the reader keeps."""
    return places.keeping(scene)


@register.simple_tag
def missed_vote(objection: dict[str, object]) -> dict[str, object]:
    """Return what of a refused vote can be given to the minutes taker."""
    return places.missed_vote(objection)
