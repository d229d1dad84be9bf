"""What a file says, row by row: bodies, people, and periods with their days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from chibo.registry.importing.columns import ATTACHED, BY_KEY, PERSONAL, date_of, value_of
from chibo.registry.importing.mistakes import Facts, Mistake, Wrong
from chibo.registry.importing.reading import Row
from chibo.registry.queries import PATH_SEPARATOR
from chibo.registry.words import GROUP_OFFICES

ONE_DAY = timedelta(days=1)
EXAMPLE_PATH = "Đảng bộ tỉnh / Đảng bộ xã / Chi bộ bản"
_CODE = re.compile(r"[a-z0-9][a-z0-9._\-]{0,39}")
_PHONE = re.compile(r"\+?\d{9,12}")

Track = tuple[str, ...]
"""Within a track only one thing holds at a time: one status, one group, one term of an office."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One period of a person, as the file says it; an empty day says nothing."""

    kind: str
    value: str
    row: int
    from_on: date | None = None
    until_on: date | None = None
    decision: str = ""
    where: str = ""
    """The path of the body, for affiliations, groups and offices."""
    group: str = ""
    """The Party group that an office leads."""

    @property
    def track(self) -> Track:
        """Return which periods exclude each other."""
        return (self.kind, self.where, self.value) if self.kind == "office" else (self.kind,)

    @property
    def thing(self) -> tuple[str, str, str]:
        """Return what is said, its days apart."""
        return self.value, self.where, self.group


@dataclass(slots=True)
class BodyClaim:
    """What the file says of a body: only what is filled in."""

    path: str
    row: int
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PersonClaim:
    """What the file says of a person, over all their rows."""

    code: str
    row: int
    body: str = ""
    particulars: dict[str, str | date] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    """Every row that speaks of them."""


@dataclass(slots=True)
class FileClaims:
    """Everything a file says, and the mistakes met while reading it."""

    bodies: dict[str, BodyClaim] = field(default_factory=dict)
    people: dict[str, PersonClaim] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)


def read_claims(rows: Iterable[Row], *, rulebooks: frozenset[str], today: date) -> FileClaims:
    """Return what the rows say; `rulebooks` are the ids that exist."""
    file = FileClaims()
    for row in rows:
        _RowReader(file, row, rulebooks, today).read()
    for person in file.people.values():
        person.claims = _in_order(person, file.mistakes)
    return file


class _RowReader:
    """Reads one row; every mistake is noted and the reading goes on."""

    def __init__(
        self, file: FileClaims, row: Row, rulebooks: frozenset[str], today: date
    ) -> None:
        self.file, self.cells, self.rulebooks, self.today = file, row, rulebooks, today
        self.row = int(row["row"])

    def read(self) -> None:
        path = self._path("body")
        if path:
            self._read_body(path)
        if code := self._code():
            self._read_person(code, path)
        elif "code" not in self.cells and (told := PERSONAL & self.cells.keys()):
            self._wrong(min(told), Wrong.ROW_WITHOUT_CODE)

    # --- cells

    def _wrong(self, key: str, wrong: Wrong, facts: Facts | None = None) -> None:
        self.file.mistakes.append(Mistake(self.row, key, wrong, facts or {}))

    def _text(self, key: str) -> str:
        return str(self.cells.get(key, ""))

    def _path(self, key: str) -> str:
        parts = [part.strip() for part in self._text(key).split(PATH_SEPARATOR)]
        return PATH_SEPARATOR.join(part for part in parts if part)

    def _word(self, key: str) -> str:
        text = self._text(key)
        value = value_of(key, text) if text else ""
        if value is None:
            choices = ", ".join(BY_KEY[key].usual_words)
            self._wrong(key, Wrong.UNKNOWN_WORD, {"value": text, "choices": choices})
        return value or ""

    def _date(self, key: str, earliest: date = date(1930, 1, 1)) -> date | None:
        text = self._text(key)
        if not text:
            return None
        latest = self.today if key == "birth_on" else date(2100, 12, 31)
        found = date_of(text)
        if found is None:
            self._wrong(key, Wrong.NOT_A_DATE, {"value": text})
        elif not earliest <= found <= latest:
            facts = {"value": text, "from": _dmy(earliest), "until": _dmy(latest)}
            self._wrong(key, Wrong.DATE_OUT_OF_RANGE, facts)
            return None
        return found

    def _code(self) -> str:
        code = self._text("code").lower()
        if code and not _CODE.fullmatch(code):
            self._wrong("code", Wrong.BAD_CODE, {"value": self._text("code")})
            return ""
        return code

    # --- bodies

    def _read_body(self, path: str) -> None:
        body = self.file.bodies.setdefault(path, BodyClaim(path, self.row))
        kind = self._word("body_kind")
        if kind and body.fields.get("kind", kind) != kind:
            known = BY_KEY["body_kind"].word_for(body.fields["kind"])
            self._wrong("body_kind", Wrong.KIND_CONFLICT, {"value": path, "other": known})
            kind = ""
        rulebook = self._text("body_rulebook").lower()
        if rulebook and rulebook not in self.rulebooks:
            choices = ", ".join(sorted(self.rulebooks))
            facts = {"value": rulebook, "choices": choices}
            self._wrong("body_rulebook", Wrong.UNKNOWN_RULEBOOK, facts)
            rulebook = ""
        said = {
            "kind": kind,
            "official_name": self._text("body_official_name"),
            "place": self._text("body_place"),
            "rulebook": rulebook,
        }
        body.fields.update({name: value for name, value in said.items() if value})

    # --- people

    def _read_person(self, code: str, path: str) -> None:
        is_first = code not in self.file.people
        person = self.file.people.setdefault(code, PersonClaim(code, self.row))
        person.rows.add(self.row)
        is_attached = (
            self._text("status") and value_of("status", self._text("status")) == ATTACHED
        )
        if path and (not person.body or not is_attached):
            person.body = path
        self._read_particulars(person, is_first=is_first)
        where = path or person.body
        for read in (
            self._affiliation,
            self._standing,
            self._status,
            self._office,
            self._group,
            self._inability,
        ):
            claim = read(where, is_named=bool(path))
            if claim is not None:
                person.claims.append(claim)

    def _read_particulars(self, person: PersonClaim, *, is_first: bool) -> None:
        particulars: dict[str, str | date | None] = {
            "full_name": self._text("full_name"),
            "birth_on": self._date("birth_on", date(1900, 1, 1)),
            "sex": self._word("sex"),
            "phone": self._phone(),
            "email": self._email(),
        }
        for key, value in particulars.items():
            if not value:
                continue
            known = person.particulars.setdefault(key, value)
            if known != value:
                shown = _dmy(known) if isinstance(known, date) else known
                self._wrong(key, Wrong.CODE_TWICE, {"value": shown, "other": person.row})

    def _phone(self) -> str:
        text = self._text("phone")
        digits = re.sub(r"[\s.\-()]", "", text)
        if text and not _PHONE.fullmatch(digits):
            self._wrong("phone", Wrong.BAD_PHONE, {"value": text})
            return ""
        # A spreadsheet takes the leading zero of a number away.
        return f"0{digits}" if len(digits) == 9 and digits[0] != "0" else digits  # noqa: PLR2004 -- length of a number without its zero

    def _email(self) -> str:
        text = self._text("email")
        try:
            if text:
                validate_email(text)
        except ValidationError:
            self._wrong("email", Wrong.BAD_EMAIL, {"value": text})
            return ""
        return text

    # --- periods

    def _affiliation(self, where: str, *, is_named: bool) -> Claim | None:
        is_attached = value_of("status", self._text("status")) == ATTACHED
        if not is_named or is_attached:
            return None
        return Claim("affiliation", "", self.row, self._date("body_from"), where=where)

    def _standing(self, where: str, *, is_named: bool) -> Claim | None:
        return self._claim("standing", self._word("standing"))

    def _status(self, where: str, *, is_named: bool) -> Claim | None:
        status = self._word("status")
        claim = self._claim("status", status)
        if claim is None or status != ATTACHED:
            return claim
        return replace(claim, kind="attachment", value="", where=where)

    def _inability(self, where: str, *, is_named: bool) -> Claim | None:
        return self._claim("inability", self._word("inability"))

    def _group(self, where: str, *, is_named: bool) -> Claim | None:
        group = self._text("group")
        if group and not where:
            self._wrong("group", Wrong.GROUP_WITHOUT_CELL, {"value": group})
            return None
        return self._claim("group", group, where=where)

    def _office(self, where: str, *, is_named: bool) -> Claim | None:
        office = self._word("office")
        leads_group = office in GROUP_OFFICES
        group = self._text("group") if leads_group else ""
        if leads_group and not group:
            self._wrong("group", Wrong.GROUP_MISSING)
            return None
        return self._claim(
            "office", office, where=self._path("office_body") or where, group=group
        )

    def _claim(
        self, kind: str, value: str, *, where: str = "", group: str = ""
    ) -> Claim | None:
        from_on = self._date(f"{kind}_from")
        until_on = self._date(f"{kind}_until")
        decision = self._text(f"{kind}_decision")
        if not value:
            if not self._text(kind):
                self._must_be_empty(kind)
            return None
        if from_on and until_on and until_on < from_on:
            facts = {"from": _dmy(from_on), "until": _dmy(until_on)}
            self._wrong(f"{kind}_until", Wrong.ENDS_BEFORE_IT_BEGINS, facts)
            return None
        return Claim(kind, value, self.row, from_on, until_on, decision, where, group)

    def _must_be_empty(self, kind: str) -> None:
        for key in (f"{kind}_from", f"{kind}_until", f"{kind}_decision"):
            if key in self.cells:
                self._wrong(key, Wrong.DATE_WITHOUT_VALUE, {"column": BY_KEY[kind].heading})


def _in_order(person: PersonClaim, mistakes: list[Mistake]) -> list[Claim]:
    """Return a person's claims by their first day; an open one ends where the next begins."""
    ordered: list[Claim] = []
    by_track: dict[Track, list[Claim]] = {}
    first_said: dict[tuple[object, ...], Claim] = {}
    for claim in person.claims:
        days = claim.from_on, claim.until_on, claim.decision
        first_said.setdefault((claim.kind, *claim.thing, *days), claim)
    for claim in first_said.values():
        by_track.setdefault(claim.track, []).append(claim)
    for claims in by_track.values():
        dated = sorted((claim for claim in claims if claim.from_on), key=_first_day)
        ordered.extend(_undated(claims, dated))
        ordered.extend(_closed_by_the_next(dated, mistakes))
    return ordered


def _undated(claims: list[Claim], dated: list[Claim]) -> list[Claim]:
    """Keep a claim without a first day only where no other row says the same with one."""
    said = {claim.thing for claim in dated}
    return [claim for claim in claims if claim.from_on is None and claim.thing not in said]


def _closed_by_the_next(dated: list[Claim], mistakes: list[Mistake]) -> list[Claim]:
    closed: list[Claim] = []
    for claim, following in zip(dated, [*dated[1:], None][: len(dated)], strict=True):
        if following is None:
            closed.append(claim)
            continue
        begins = _first_day(following)
        is_open = claim.until_on is None
        if begins == claim.from_on or (claim.until_on and claim.until_on >= begins):
            facts: Facts = {"value": shown_value(following), "other": claim.row}
            mistakes.append(
                Mistake(
                    following.row, column_of_kind(following.kind), Wrong.OVERLAPS_IN_FILE, facts
                )
            )
        closed.append(replace(claim, until_on=begins - ONE_DAY) if is_open else claim)
    return closed


def _first_day(claim: Claim) -> date:
    return claim.from_on or date.min


def _dmy(day: date) -> str:
    return day.strftime("%d/%m/%Y")


COLUMN_OF_KIND: dict[str, str] = {"affiliation": "body", "attachment": "status"}


def column_of_kind(kind: str) -> str:
    """Return the column in which a kind of period is named."""
    return COLUMN_OF_KIND.get(kind, kind)


def from_column_of_kind(kind: str) -> str:
    """Return the column of a period's first day."""
    return f"{column_of_kind(kind)}_from"


def shown_value(claim: Claim) -> str:
    """Return what a claim says in the words of the file."""
    column = BY_KEY[column_of_kind(claim.kind)]
    return column.word_for(claim.value) if claim.value else claim.where


def read_path(path: str) -> tuple[str, str]:
    """Return the path of the body above and the body's own name."""
    above, _, name = path.rpartition(PATH_SEPARATOR)
    return above, name
