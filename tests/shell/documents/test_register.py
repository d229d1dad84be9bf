"""The register of papers: numbers without gaps, files byte for byte, nothing half."""

import hashlib

import pytest

from chibo.documents import queries
from chibo.documents.shelf import taken
from tests.shell.documents.held import held, issued

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_issued_resolution_has_its_number_and_its_files() -> None:
    live = held()

    key = issued(live)

    row = queries.paper(key)
    assert row is not None
    assert (row.number, row.ordinal, row.state) == ("01-NQ/CB", 1, "issued")
    pdf = taken(row.pdf_sha256)
    assert hashlib.sha256(pdf).hexdigest() == row.pdf_sha256
    assert pdf.startswith(b"%PDF")
    assert taken(row.docx_sha256).startswith(b"PK")
