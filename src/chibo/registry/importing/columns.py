"""The columns of a member list: their headings, their words, and how a cell is read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chibo.core.values import BodyKind, Standing, Status
from chibo.registry.words import INABILITIES, OfficeName, Sex

ATTACHED = "attached"
"""Said in the status column; kept as an affiliation, not as a status (MB-03)."""

_UNMARKED = str.maketrans("đĐ", "dd")


def fold(text: str) -> str:
    """Return a text without case, marks and extra spaces: "Uỷ viên" and "ủy viên" are one word."""
    letters = unicodedata.normalize("NFD", text.translate(_UNMARKED).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the program and in English, its heading, its closed list of words."""

    key: str
    heading: str
    words: Mapping[str, str] | None = None
    """What is written in the file → what it is; the first word for a value is the usual one."""
    limit: int = 200
    width: int = 16

    @property
    def usual_words(self) -> tuple[str, ...]:
        """Return one word for each value, as the template offers them."""
        usual: dict[str, str] = {}
        for word, value in (self.words or {}).items():
            usual.setdefault(value, word)
        return tuple(usual.values())

    def word_for(self, value: str) -> str:
        """Return how a value is written in a file."""
        return next(
            (word for word, known in (self.words or {}).items() if known == value), value
        )


_KINDS = {
    "Chi bộ": BodyKind.CELL.value,
    "Đảng bộ cơ sở": BodyKind.GRASSROOTS_ORGANISATION.value,
    "Đảng bộ cấp trên": BodyKind.COMMITTEE.value,
    "cell": BodyKind.CELL.value,
    "grassroots organisation": BodyKind.GRASSROOTS_ORGANISATION.value,
    "grassroots_organisation": BodyKind.GRASSROOTS_ORGANISATION.value,
    "committee": BodyKind.COMMITTEE.value,
}
_SEXES = {
    "Nam": Sex.MALE.value,
    "Nữ": Sex.FEMALE.value,
    "male": Sex.MALE.value,
    "female": Sex.FEMALE.value,
}
_STANDINGS = {
    "Chính thức": Standing.OFFICIAL.value,
    "Dự bị": Standing.PROBATIONARY.value,
    "official": Standing.OFFICIAL.value,
    "probationary": Standing.PROBATIONARY.value,
}
_STATUSES = {
    "Đang sinh hoạt": Status.ACTIVE.value,
    "Miễn công tác và sinh hoạt đảng": Status.EXEMPT.value,
    "Đình chỉ sinh hoạt đảng": Status.SUSPENDED.value,
    "Chuyển sinh hoạt tạm thời đi": Status.TRANSFERRED_OUT.value,
    "Sinh hoạt tạm thời (nơi khác đến)": ATTACHED,
    "Miễn sinh hoạt": Status.EXEMPT.value,
    "Đình chỉ": Status.SUSPENDED.value,
    "Chuyển đi tạm thời": Status.TRANSFERRED_OUT.value,
    "Sinh hoạt tạm thời": ATTACHED,
    "active": Status.ACTIVE.value,
    "exempt": Status.EXEMPT.value,
    "suspended": Status.SUSPENDED.value,
    "transferred out": Status.TRANSFERRED_OUT.value,
    "transferred_out": Status.TRANSFERRED_OUT.value,
    "attached": ATTACHED,
    "attached from elsewhere": ATTACHED,
}
_OFFICES = {
    "Bí thư": OfficeName.SECRETARY.value,
    "Phó bí thư": OfficeName.DEPUTY_SECRETARY.value,
    "Cấp ủy viên": OfficeName.COMMITTEE_MEMBER.value,
    "Tổ trưởng tổ đảng": OfficeName.GROUP_LEADER.value,
    "Tổ phó tổ đảng": OfficeName.DEPUTY_GROUP_LEADER.value,
    "Cấp ủy viên cấp trên theo dõi": OfficeName.OVERSEER.value,
    "Chi ủy viên": OfficeName.COMMITTEE_MEMBER.value,
    "Đảng ủy viên": OfficeName.COMMITTEE_MEMBER.value,
    "Tổ trưởng": OfficeName.GROUP_LEADER.value,
    "Tổ phó": OfficeName.DEPUTY_GROUP_LEADER.value,
    **{value.replace("_", " "): value for value in OfficeName.values},
    **{value: value for value in OfficeName.values if "_" in value},
    "deputy": OfficeName.DEPUTY_SECRETARY.value,
}

COLUMNS = (
    Column("body", "Tổ chức đảng (đường dẫn)", limit=600, width=46),
    Column("body_kind", "Loại tổ chức", _KINDS),
    Column("body_official_name", "Tên trên văn bản", width=30),
    Column("body_place", "Địa danh", limit=100),
    Column("body_rulebook", "Bộ quy tắc", limit=60),
    Column("code", "Mã đảng viên", limit=40),
    Column("full_name", "Họ và tên", limit=120, width=26),
    Column("birth_on", "Ngày sinh"),
    Column("sex", "Giới tính", _SEXES, width=10),
    Column("phone", "Điện thoại", limit=30),
    Column("email", "Thư điện tử", limit=254, width=26),
    Column("body_from", "Sinh hoạt tại đây từ ngày"),
    Column("standing", "Loại đảng viên", _STANDINGS),
    Column("standing_from", "Loại đảng viên từ ngày"),
    Column("status", "Trạng thái", _STATUSES, width=30),
    Column("status_from", "Trạng thái từ ngày"),
    Column("status_until", "Trạng thái đến ngày"),
    Column("status_decision", "Trạng thái theo quyết định số", limit=100),
    Column("office", "Chức vụ", _OFFICES, width=26),
    Column("office_body", "Chức vụ tại tổ chức", limit=600, width=30),
    Column("office_from", "Chức vụ từ ngày"),
    Column("office_until", "Chức vụ đến ngày"),
    Column("office_decision", "Chức vụ theo quyết định số", limit=100),
    Column("group", "Tổ đảng", limit=100),
    Column("group_from", "Tổ đảng từ ngày"),
    Column("inability", "Mã lý do không đến họp", {code: code for code in INABILITIES}),
    Column("inability_from", "Lý do từ ngày"),
    Column("inability_until", "Lý do đến ngày"),
)
BY_KEY = {column.key: column for column in COLUMNS}
DATES = frozenset(
    key for key in BY_KEY if key.endswith(("_from", "_until")) or key == "birth_on"
)
REQUIRED = ("body", "code", "full_name")
PERSONAL = frozenset(key for key in BY_KEY if not key.startswith("body")) - {"code"}
"""Columns that say something of a person."""

_WORDS = {
    column.key: {fold(word): value for word, value in column.words.items()}
    for column in COLUMNS
    if column.words
}
_USUAL = {
    column.key: {value: word for word, value in reversed(tuple((column.words or {}).items()))}
    for column in COLUMNS
}
_HEADINGS = {
    fold(name): column.key
    for column in COLUMNS
    for name in (
        column.heading,
        column.heading.partition(" (")[0],
        column.key,
        column.key.replace("_", " "),
    )
}


def column_of(heading: str) -> str | None:
    """Return the key of the column with this heading, Vietnamese or English."""
    return _HEADINGS.get(fold(heading.replace("*", "")))


def value_of(key: str, word: str) -> str | None:
    """Return what a word of a closed list stands for."""
    return _WORDS[key].get(fold(word))


_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00)?")


def date_of(text: str) -> date | None:
    """Return a date written day/month/year or year-month-day, none if it is not one."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def text_of(cell: object) -> str:
    """Return what a spreadsheet's cell says as text; letters with their marks in one piece."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return " ".join(unicodedata.normalize("NFC", str(cell)).split())
