"""Drawing a sheet as PDF/A with Typst; the words travel as data, never as markup."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from chibo.documents.characters import font_folder
from chibo.documents.sheet import Sheet

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"


def draw_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF; the same sheet gives the same bytes for ever."""
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(),
        sys_inputs={"sheet": json.dumps(asdict(sheet), default=date.isoformat)},
        # For the archive, tagged, every letter mapped to Unicode; and for screen readers.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(sheet.dated, time(), UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )
