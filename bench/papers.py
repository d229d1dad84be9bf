"""How long ten pages of minutes take, beside a bare Typst run of the same words.

Run: SECRET_KEY=bench DJANGO_SETTINGS_MODULE=chibo.config.settings python -m bench.papers
Every run draws other words, because Typst remembers paragraphs it has seen.
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdf
import typst

from chibo.documents.characters import font_folder
from chibo.documents.layout import lay_out
from chibo.documents.minutes_paper import minutes_paper
from chibo.documents.paper import Paper
from chibo.documents.rendering import render_docx, render_pdf
from tests.shell.documents.samples import LONG

RUNS = 20
BARE = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: true)
#for line in json(bytes(sys.inputs.lines)) { par(line) }
"""
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
)


def main() -> None:
    """Print the medians: the whole way to PDF and to DOCX, and bare Typst."""
    for name, draw in (("PDF/A", render_pdf), ("bare", draw_bare)):
        pdf = draw(paper(0))
        print(f"{name}: {len(pypdf.PdfReader(BytesIO(pdf)).pages)} pages, {len(pdf):,} bytes")
    print(f"set in words   {median_ms(lay_out):8.1f} ms")
    print(f"PDF/A, tagged  {median_ms(render_pdf):8.1f} ms")
    print(f"bare Typst     {median_ms(draw_bare):8.1f} ms")
    print(f"DOCX           {median_ms(render_docx):8.1f} ms")


def paper(run: int) -> Paper:
    """Return minutes of about ten pages, every paragraph with words of its own."""
    items = tuple(
        replace(
            item,
            votes=(),
            opinions=tuple(
                replace(one, text=f"{one.text} Lần {run}, ý {place}.")
                for place, one in enumerate(item.opinions)
            ),
        )
        for item in LONG.items
    )
    return minutes_paper(replace(LONG, items=items, tasks=LONG.tasks[:8]))


def draw_bare(value: Paper) -> bytes:
    """Return the same paragraphs without head, tags, tables and archive standard."""
    lines = [
        "".join(run.text for run in part.runs)
        for part in lay_out(value).body
        if part.kind == "line"
    ]
    return typst.compile(
        BARE.encode(), font_paths=FONTS, sys_inputs={"lines": json.dumps(lines)}
    )


def median_ms(draw: Callable[[Paper], object]) -> float:
    """Return the median of some runs in milliseconds, after one that warms up."""
    draw(paper(RUNS))
    taken = []
    for _ in range(RUNS):
        value = paper(time.monotonic_ns())
        started = time.perf_counter()
        draw(value)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    main()
