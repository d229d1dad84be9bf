"""Dates as Vietnamese papers write them, and sentences for refusals and findings."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template

from chibo.core.values import Citation, Finding, Refusal
from chibo.web import naming
from chibo.web.dates import day_in_words, long_day_in_words, time_in_words
from chibo.web.refusals import (
    Clause,
    FindingSentence,
    Rules,
    Sentence,
    clause_in_words,
    findings_in_words,
    sentence,
)

register = template.Library()


@register.filter
def vn_date(moment: date | None) -> str:
    """Return a day: 05/6/2027 in Vietnamese, 5 June 2027 in other languages."""
    return day_in_words(moment) if moment else ""


@register.filter
def vn_date_long(moment: date | None) -> str:
    """Return a day in full: ngày 05 tháng 6 năm 2027."""
    return long_day_in_words(moment) if moment else ""


@register.filter
def vn_time(moment: datetime | None) -> str:
    """Return the time of the day: 14 giờ 30 in Vietnamese, 14:30 in other languages."""
    return time_in_words(moment) if moment else ""


@register.filter
def vn_datetime(moment: datetime | None) -> str:
    """Return time and day: 14 giờ 30, 05/6/2027."""
    return f"{time_in_words(moment)}, {day_in_words(moment)}" if moment else ""


@register.filter
def said(words: str) -> str:
    """Return Vietnamese words of a letter or a paper as the body that is spoken of says them."""
    return naming.said(words)


@register.simple_tag
def refusal_in_words(refusal: Refusal, rules: Rules | None = None) -> Sentence:
    """Return a refusal in the person's language."""
    return sentence(refusal, rules)


@register.simple_tag
def clause_words(citation: Citation) -> Clause:
    """Return where a rule stands, and whether it is a setting of ours."""
    return clause_in_words(citation)


@register.simple_tag
def findings_with_words(
    findings: Sequence[Finding], rules: Rules
) -> tuple[FindingSentence, ...]:
    """Return findings in the person's language."""
    return findings_in_words(tuple(findings), rules)
