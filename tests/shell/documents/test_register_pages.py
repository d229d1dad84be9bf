"""The pages of papers: written, issued, found again, and by whom."""

import pytest
from django.urls import reverse

from tests.shell.documents.held import drafted, held, issued
from tests.shell.documents.test_pages import as_

pytestmark = pytest.mark.django_db(transaction=True)


def test_tmp():
    live = held()
    an = as_(live, "An")
    for where in (
        reverse("documents:registers"),
        reverse("documents:register", args=[live.cell.public_id]),
        reverse("documents:meeting_papers", args=[live.key]),
        reverse("meetings:meeting", args=[live.key]),
        reverse("documents:write", args=[live.key, "report"]),
        reverse("web:home"),
    ):
        page = an.get(where, follow=True)
        assert page.status_code == 200, where
    key = issued(live)
    for where in (
        reverse("documents:register", args=[live.cell.public_id]),
        reverse("documents:paper", args=[key]),
        reverse("documents:paper_file", args=[key, "pdf"]),
        reverse("documents:register_file", args=[live.cell.public_id, "pdf"]),
        reverse("documents:void", args=[key]),
        reverse("documents:term", args=[live.cell.public_id]),
        reverse("documents:skip", args=[live.cell.public_id]),
        reverse("documents:meeting_papers", args=[live.key]),
    ):
        page = an.get(where, follow=True)
        assert page.status_code == 200, where
    for name in ("report", "tasks", "attendance", "notice"):
        key = drafted(live, name)
        page = an.get(reverse("documents:paper", args=[key]))
        assert page.status_code == 200, name
