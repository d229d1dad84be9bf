"""Many questions with their full answers under every shipped rulebook (`tools/golden-cases` writes them).

The file is written again only on purpose: a changed answer is a changed rule, and the changelog says so.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random

from chibo.core.rulebook.cases import answer
from chibo.core.rulebook.model import Rulebook
from tests.core.rulebook.shelf import ROOT, SHELF

FILE = ROOT / "tests" / "core" / "cases" / "golden.jsonl"
SEED = 2022
Json = dict[str, object]

DAYS = [
    *("2021-08-14", "2021-08-15", "2022-12-26", "2022-12-27", "2025-06-30", "2025-07-01"),
    *("2021-10-03", "2022-03-03", "2023-02-03", "2023-07-15", "2024-05-10", "2024-12-20"),
    *("2025-01-05", "2025-03-03", "2026-01-04", "2026-01-05", "2026-07-03", "2027-02-03"),
]
TIMES = ["19:30:00+07:00", "00:00:00+07:00", "23:59:59+07:00", "17:00:00+00:00"]
CODES = ["A1", "A2", "B1", "B2", "C1", "C6", "D1"]
FORMS = ["hybrid", "hybrid", "all_online", "by_groups", "leaders", "in_person"]
STATUSES = ["active", "active", "active", "exempt", "suspended", "transferred_out"]
CLASSES = ["ordinary", "ordinary", "ordinary", "X02", "X12", "E01"]


def _entry(draw: Random, **more: object) -> Json:
    entry: Json = {"standing": draw.choice(["official", "official", "probationary"])}
    status = draw.choice(STATUSES)
    if status != "active":
        entry["status"] = status
    return {**entry, **more}


def _roll(draw: Random, form: str, ground: str | None) -> list[Json]:
    """Return a roll that often fits the form, so that yes is answered as often as no."""
    if form in {"by_groups", "leaders"}:
        groups = [{"group": name} for name in ("g1", "g2", "g3")[: draw.randint(1, 3)]]
        roll = [
            {"standing": "official", "count": draw.choice([2, 17, 25, 49, 50]), **group}
            for group in groups
        ]
        return roll if draw.random() < 0.8 else [*roll, _entry(draw, count=1)]
    roll = [{"standing": "official", "count": draw.choice([1, 2, 3, 9, 10, 20])}]
    if ground is not None:
        roll[0]["count"] = draw.choice([0, 3, 9, 10])
        code = draw.choice(["D1", *CODES] if ground == "special_circumstance" else CODES)
        roll.append(
            {"standing": "official", "inability": code, "count": draw.choice([9, 10, 11, 30])}
        )
    if draw.random() < 0.5:
        roll.append(_entry(draw, count=draw.randint(0, 4)))
    return roll


def _past(draw: Random, form: str, ground: str | None, year: int) -> list[Json]:
    count = draw.choice([0, 0, 1, 2, 3, 4, 5])
    return [
        {
            "form": form if draw.random() < 0.9 else draw.choice(FORMS),
            "ground": ground,
            "on": f"{year - draw.choice([0, 0, 0, 0, 1])}-{draw.randint(1, 12):02}-10",
            "state": draw.choice(["held", "held", "held", "reserved", "annulled", "released"]),
        }
        for _ in range(count)
    ]


def _meeting(draw: Random) -> Json:
    form, day = draw.choice(FORMS), draw.choice(DAYS)
    asks = form in {"hybrid", "all_online"} and draw.random() < 0.7
    ground = draw.choice(["special_nature", "special_circumstance"]) if asks else None
    facts: Json = {
        "body": draw.choice(["cell", "cell", "cell", "grassroots_organisation"]),
        "form": form,
        "ground": ground,
        "starts_at": f"{day}T{draw.choice(TIMES)}",
        "roll": _roll(draw, form, ground),
        "past": _past(draw, form, ground, int(day[:4])),
    }
    if ground == "special_circumstance" and draw.random() < 0.8:
        first = date.fromisoformat(day) - timedelta(days=draw.choice([0, 10, 40]))
        facts["circumstance"] = {"code": "D1", "from": first.isoformat()}
        if draw.random() < 0.5:
            facts["circumstance"]["until"] = day  # type: ignore[index]  # the table just made
    if draw.random() < 0.3:
        facts["summer_holiday"] = {"from": f"{day[:4]}-06-01", "until": f"{day[:4]}-08-31"}
    if draw.random() < 0.3:
        facts["agenda"] = draw.sample(CLASSES, 2)
    if draw.random() < 0.1:
        facts["infrastructure"] = False
    if draw.random() < 0.1:
        facts["kind"] = draw.choice(["thematic", "congress"])
    if draw.random() < 0.3:
        sent = date.fromisoformat(day) - timedelta(days=draw.randint(5, 9))
        facts["noticed_on"] = sent.isoformat()
    return facts


def _check_in(draw: Random) -> Json:
    member = _entry(draw)
    if draw.random() < 0.5:
        member["inability"] = draw.choice(CODES)
    facts: Json = {
        "form": draw.choice(FORMS),
        "mode": draw.choice(["online", "online", "in_person"]),
        "ground": draw.choice([None, "special_nature", "special_circumstance"]),
        "member": member,
    }
    return {**facts, "override": "đường sạt lở"} if draw.random() < 0.2 else facts


def _voters(draw: Random) -> list[Json]:
    voters = []
    for _ in range(draw.randint(1, 5)):
        voter = _entry(draw, count=draw.choice([0, 1, 5, 6, 10, 11, 20]))
        voter["present"] = draw.random() < 0.75
        if draw.random() < 0.75:
            voter["choice"] = draw.choice(["for", "for", "against", "other"])
        if draw.random() < 0.15:
            voter["convened"] = False
        if draw.random() < 0.15:
            voter |= {"present": False, "proxy": True}
        voters.append(voter)
    return voters


def _vote_by_groups(draw: Random) -> Json:
    return {"groups": [{"name": it, "voters": _voters(draw)} for it in ("Tổ 1", "Tổ 2")]}


def _group_report(draw: Random) -> Json:
    met_on = date.fromisoformat(draw.choice(DAYS))
    reported_on = met_on + timedelta(days=draw.randint(0, 3))
    return {
        "met_at": f"{met_on}T20:00:00+07:00",
        "reported_at": f"{reported_on}T{draw.choice(TIMES)}",
    }


def _document(draw: Random) -> Json:
    return {
        "type": draw.choice(["NQ", "KL", "TB", "BB", "QC"]),
        "body": draw.choice(["cell", "grassroots_organisation", "committee"]),
        "dated": draw.choice([*DAYS, "2016-12-31", "2026-01-08", "2026-01-09", "2026-05-27"]),
    }


def _absences(draw: Random) -> Json:
    days = [f"{draw.choice([2023, 2024])}-{draw.randint(1, 12):02}-03" for _ in range(6)]
    return {
        "year": 2024,
        "absences": [{"on": it, "excused": draw.random() < 0.3} for it in sorted(days)],
    }


DRAWN: Mapping[str, tuple[int, Callable[[Random], Json]]] = {
    "meeting": (220, _meeting),
    "check_in": (40, _check_in),
    "vote": (35, lambda draw: {"voters": _voters(draw)}),
    "vote_by_groups": (15, _vote_by_groups),
    "quorum": (25, lambda draw: {"voters": _voters(draw)}),
    "group_report": (10, _group_report),
    "document": (25, _document),
    "absences": (10, _absences),
}


def questions() -> Iterator[Json]:
    """Draw the questions; the same ones every time."""
    draw = Random(SEED)  # noqa: S311 -- the same questions every time, no secret
    for question, (count, drawn) in DRAWN.items():
        for number in range(1, count + 1):
            yield {
                "case": f"{question} {number}",
                "question": question,
                "facts": drawn(draw),
            }


def answered(asked: Json, rulebook: Rulebook) -> Json:
    """Return an answer in full, but the clauses, which are told once for each rulebook."""
    case = json.dumps({**asked, "rulebook": rulebook.id})
    shown = dict(answer({rulebook.id: rulebook}, case).shown)
    shown.pop("case")
    ruling = shown.get("ruling")
    if isinstance(ruling, dict) and "findings" in ruling:
        shown["ruling"] = {**ruling, "findings": [_brief(it) for it in ruling["findings"]]}
    return shown


def _brief(finding: Json) -> list[object]:
    return [finding["rule"], finding["met"], finding["facts"]]


def clauses(rulebook: Rulebook) -> Json:
    """Return what every finding of a rulebook cites."""
    cited = {it.id: [it.citation.source, it.citation.clause] for it in rulebook.rules.values()}
    return {"rulebook": rulebook.id, "version": rulebook.version, "clauses": cited}


def rows() -> Iterator[Json]:
    """Return the file as it has to be today."""
    shipped = [SHELF.rulebooks[name] for name in sorted(SHELF.rulebooks)]
    yield from (clauses(it) for it in shipped)
    for asked in questions():
        yield {**asked, "answers": {it.id: answered(asked, it) for it in shipped}}


def written() -> list[str]:
    """Return the lines of the file as they have to be today."""
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows()]


def main() -> None:
    """Write the file, and say which lines changed."""
    kept = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    now = written()
    for line in sorted(set(now) - set(kept)):
        row = json.loads(line)
        print(row.get("case") or row["rulebook"])  # noqa: T201 -- a tool speaks
    FILE.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")


if __name__ == "__main__":
    main()
