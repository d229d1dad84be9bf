"""Why an act was not done, in words: the rulebook says no, or something was filled in wrongly."""

from typing import Any

from django.template.loader import render_to_string

from chibo.live.stage import Stage


def objection_html(objection: dict[str, Any], stage: Stage) -> str:
    """Return why an act was not done, as a message carries it."""
    return render_to_string(
        "live/parts/objection.html",
        {"objection": objection, "rules": stage.facts.rulebook.rules, "key": stage.key},
    )
