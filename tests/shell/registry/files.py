"""Files to import, and what comes of them."""

import csv
import io
from datetime import date

from openpyxl import Workbook

from chibo.registry import actions
from chibo.registry.importing.columns import COLUMNS
from chibo.registry.models import ImportJob

DAY = date(2026, 6, 10)
CELL = "Tỉnh / Xã / Bản"
BODIES = [
    {"body": "Tỉnh", "body_kind": "Đảng bộ cấp trên"},
    {"body": "Tỉnh / Xã", "body_kind": "Đảng bộ cơ sở"},
    {"body": CELL, "body_kind": "Chi bộ"},
]
AN = {
    "body": CELL,
    "code": "an1",
    "full_name": "Lò Thị An",
    "standing": "Chính thức",
    "standing_from": "19/05/2010",
}


def csv_file(*rows, keys=None):
    keys = keys or [column.key for column in COLUMNS]
    out = io.StringIO()
    writer = csv.DictWriter(out, keys)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def xlsx_file(*rows):
    book = Workbook()
    book.active.append([column.heading for column in COLUMNS])
    for row in rows:
        book.active.append([row.get(column.key) for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(*rows):
    return actions.prepare(csv_file(*rows), "danh-sach.csv", None)


def write(*rows):
    job = read(*rows)
    assert job.preview["wrong"] == []
    assert actions.claim_job(job)
    actions.carry_out(job)
    job.refresh_from_db()
    assert job.state == ImportJob.State.DONE
    return job


def wrongs(*rows):
    """Return row, column and kind of every mistake."""
    return [(m["row"], m["column"], m["wrong"]) for m in read(*rows).preview["wrong"]]


def counts(job):
    return {
        key: job.preview["counts"][key] for key in ("bodies", "new", "changed", "unchanged")
    }
