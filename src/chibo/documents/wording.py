"""Words and figures as Vietnamese Party papers write them (DF): dates, hours, numbers, bodies."""

import re
from dataclasses import dataclass
from datetime import date, timedelta, timezone

from django.conf import settings

from chibo.core.values import Form, Instant
from chibo.web.naming import said

VIETNAM = timezone(timedelta(hours=7))
"""Papers are dated in Vietnam time wherever the reader sits."""

EMPTY = "\u00a0" * 8
"""Room for figures not yet given; no-break spaces, so that nothing closes it up."""

ON_THE_U, ON_THE_Y = "ỦY", "UỶ"
"""The two ways to spell it (DF-04): the sign stands on the u, or on the y."""

_ZERO_DAYS = 10
_ZERO_MONTHS = (1, 2)

FORMS = {
    Form.IN_PERSON: "trực tiếp",
    Form.HYBRID: "trực tiếp kết hợp trực tuyến",
    Form.ALL_ONLINE: "trực tuyến đối với tất cả đảng viên",
    Form.BY_GROUPS: "theo tổ đảng",
    Form.LEADERS: "chi ủy họp với tổ trưởng, tổ phó tổ đảng",
}


def form_words(form: Form) -> str:
    """Return how a paper names the form of a meeting."""
    return in_paper(FORMS[form])


@dataclass(frozen=True, slots=True)
class BodyWords:
    """How a kind of body is named in numbers, signatures and archives (DF-01)."""

    code: str
    on_behalf: str
    archive: str


_BODIES = (
    ("chi bộ", BodyWords("CB", "CHI BỘ", "Chi bộ")),
    ("đảng ủy", BodyWords("ĐU", "ĐẢNG ỦY", "Đảng ủy")),
    ("đảng bộ", BodyWords("ĐU", "ĐẢNG ỦY", "Đảng ủy")),
    ("ban thường vụ", BodyWords("BTV", "BAN THƯỜNG VỤ", "Ban Thường vụ")),
)


def words_of(body: str) -> BodyWords:
    """Return the words for a body by the way its name begins; a cell when nothing matches."""
    name = _on_the_u(body).casefold()
    known = (words for start, words in _BODIES if name.startswith(said(start).casefold()))
    words = next(known, _BODIES[0][1])
    return BodyWords(words.code, in_paper(words.on_behalf), in_paper(words.archive))


def spelled(name: str) -> str:
    """Return a name with "ủy" in the spelling of the papers (DF-04)."""
    plain = _on_the_u(name)
    if settings.CHIBO_PAPERS_SPELL_UY == ON_THE_U:
        return plain
    return plain.replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace(ON_THE_U, ON_THE_Y)


def _on_the_u(name: str) -> str:
    return name.replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace(ON_THE_Y, ON_THE_U)


def in_paper(words: str) -> str:
    """Return words that stand in the code in those of the body, spelled as its papers are."""
    return spelled(said(words))


def superior_line(name: str) -> str:
    """Return the first line of a head: the organisation, not its committee (DF)."""
    upper = _on_the_u(name).upper()
    if upper.startswith("ĐẢNG ỦY"):
        upper = "ĐẢNG BỘ" + upper.removeprefix("ĐẢNG ỦY")
    return spelled(upper)


def body_line(name: str) -> str:
    """Return the second line of a head: the body that issues the paper."""
    return spelled(name).upper()


def paper_number(ordinal: int, kind_code: str, body: str) -> str:
    """Return "01-TTr/CB": two digits, hyphen, kind, slash, body (DF)."""
    return f"{ordinal:02d}-{kind_code}/{words_of(body).code}"


def bare_number(number: str) -> str:
    """Return a number without "Số" before it, which people type or leave out."""
    return re.sub(r"^\s*số\s*:?\s*", "", number, flags=re.IGNORECASE)


def empty_number(kind_code: str, body_code: str) -> str:
    """Return the number of a draft, with room for the figures (DF-03)."""
    return f"{EMPTY}-{kind_code}/{body_code}"


def draft_line(draft: int | None) -> str:
    """Return "Dự thảo lần 2", or nothing for a final paper."""
    return f"Dự thảo lần {draft}" if draft else ""


def integrity_line(journal_head: str, rulebook_title: str, fingerprint: str) -> str:
    """Return the small last line: where the paper comes from and how it is checked."""
    parts = (
        f"Mã kiểm chứng của nhật ký: {journal_head}" if journal_head else "",
        f"Lập theo: {rulebook_title}" if rulebook_title else "",
        f"Dấu vân tay của bộ quy tắc: {fingerprint}" if fingerprint else "",
    )
    return ". ".join(part for part in parts if part)


def day(value: date) -> str:
    """Return "ngày 05 tháng 6 năm 2026": a zero for days below 10 and months 1 and 2 only."""
    number = f"{value.day:02d}" if value.day < _ZERO_DAYS else str(value.day)
    return f"ngày {number} tháng {_month(value)} năm {value.year}"


def short_day(value: date) -> str:
    """Return "05/6/2026"."""
    return f"{value.day:02d}/{_month(value)}/{value.year}"


def day_of(instant: Instant) -> date:
    """Return the date of an instant in Vietnam."""
    return instant.astimezone(VIETNAM).date()


def hour(instant: Instant) -> str:
    """Return "19 giờ 30 phút" in Vietnam time."""
    local = instant.astimezone(VIETNAM)
    return f"{local.hour} giờ {local.minute:02d} phút"


def moment(instant: Instant) -> str:
    """Return "19 giờ 30 phút, ngày 05 tháng 6 năm 2026"."""
    return f"{hour(instant)}, {day(day_of(instant))}"


def comrades(count: int) -> str:
    """Return "18 đồng chí", one digit with a zero before it: "03 đồng chí"."""
    return f"{counted(count)} đồng chí"


def counted(count: int) -> str:
    """Return a number of people with at least two digits, as papers write it, but a bare 0."""
    return f"{count:02d}" if count else "0"


def percentage(figures: str) -> str:
    """Return "57,9%" for "57.9": the decimal comma of Vietnamese."""
    return figures.rstrip("%").replace(".", ",") + "%"


def ended(sentence: str, mark: str = ".") -> str:
    """Return a sentence that ends with a mark, adding it only where none is."""
    text = sentence.rstrip()
    return text if text.endswith((".", "!", "?", "…", ";", ":")) else text + mark


def closed(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a list with ";" after each and "." after the last."""
    bare = [item.rstrip(" ;.,") for item in items]
    return (*(f"{item};" for item in bare[:-1]), *(f"{item}." for item in bare[-1:]))


def _month(value: date) -> str:
    return f"{value.month:02d}" if value.month in _ZERO_MONTHS else str(value.month)
