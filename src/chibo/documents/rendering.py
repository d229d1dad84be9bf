"""The two ways a paper leaves the house; both draw the same sheet, so words cannot differ."""

from chibo.documents.docx_paper import draw_docx
from chibo.documents.layout import lay_out
from chibo.documents.paper import Paper
from chibo.documents.typst_paper import draw_pdf


def render_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF/A-2a with selectable text; equal papers give equal bytes."""
    return draw_pdf(lay_out(paper))


def render_docx(paper: Paper) -> bytes:
    """Return the paper as an editable Word document; equal papers give equal bytes."""
    return draw_docx(lay_out(paper))
