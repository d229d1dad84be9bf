"""The demonstration: an invented commune, and the accounts to look around with."""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

FILE = Path(settings.ROOT) / "demonstration" / "registry.csv"
PASSWORD = "chibo-demo"  # noqa: S105 -- printed on the sign-in page of a demonstration, and only there
ADMINISTRATOR = "quantri"


class DemonstrationAccount(NamedTuple):
    """Somebody to sign in as."""

    code: str
    name: str
    role: str
    password: str


def demonstration_accounts() -> list[DemonstrationAccount]:
    """Return the accounts shown at the door; none unless this is a demonstration."""
    if not settings.DEMONSTRATION:
        return []
    return [
        DemonstrationAccount(code, name, role, PASSWORD)
        for code, name, role in (
            ("np01", "Lò Văn Thành", _("secretary of the cell Nà Pát, chairs the meeting")),
            ("np03", "Cà Văn Ín", _("cell committee member, takes the minutes")),
            ("np04", "Giàng A Tủa", _("member working far from home, joins online")),
            ("pb07", "Lò Thị Minh Hương", _("deputy secretary of the commune committee")),
            (
                "pb01",
                "Lường Văn Quyết",
                _("secretary of the cell Phiêng Ban, in four Party groups"),
            ),
            ("pb09", "Quàng Văn Tiến", _("group leader in the cell Phiêng Ban")),
            ("pb11", "Lò Thị Bích", _("group leader in the cell Phiêng Ban")),
            (
                "cd01",
                "Nguyễn Thị Hồng Nhung",
                _("president of a union branch: another organisation, with rules of its own"),
            ),
            ("cd03", "Quàng Thị Xuân", _("takes the minutes in the union branch")),
            ("cs01", "Phạm Quốc Hưng", _("president of the union above the branch")),
            (ADMINISTRATOR, "Quản trị viên", _("administrator")),
        )
    ]


def is_loaded() -> bool:
    """Tell whether this is a demonstration, and its people are in the registry."""
    codes = {each.code for each in demonstration_accounts()}
    found = get_user_model().objects.filter(username__in=codes)
    return bool(codes) and found.count() == len(codes)
