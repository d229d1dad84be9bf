"""Forging archives: one thousand random changes, from a flipped bit to a journal that is written anew."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from chibo.archive.container import MANIFEST, sha256
from chibo.archive.index import index_page
from chibo.archive.manifest import Manifest
from chibo.core.journal.chain import START, canonical, digest, sealed
from chibo.core.journal.codec import Json, decode

Files = dict[str, bytes]


def unpacked(archive: bytes) -> Files:
    """Return the files of an archive."""
    with ZipFile(BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(files: Files) -> bytes:
    """Return files as an archive."""
    stream = BytesIO()
    with ZipFile(stream, "w") as container:
        for name, content in files.items():
            container.writestr(name, content)
    return stream.getvalue()


def listed_again(files: Files) -> bytes:
    """Return an archive whose list of files, heads and index the forger has made anew."""
    manifest = json.loads(files[MANIFEST])
    for journal in manifest["journals"]:
        rows = rows_of(files[journal["file"]])
        journal["seq"] = len(rows)
        journal["head"] = rows[-1]["hash"] if rows else START
    for document in manifest["documents"]:
        if document["file"]:
            document["sha256"] = sha256(files[document["file"]])
    files = {name: content for name, content in files.items() if name != MANIFEST}
    manifest["files"] = {
        name: {"sha256": sha256(content), "size": len(content)}
        for name, content in files.items()
    }
    if "index.html" in files:
        page = index_page(decode(Manifest, manifest)).encode()
        files["index.html"] = page
        manifest["files"]["index.html"] = {"sha256": sha256(page), "size": len(page)}
    return packed({**files, MANIFEST: canonical(manifest)})


def rows_of(content: bytes) -> list[dict[str, Json]]:
    """Return the entries of a journal file."""
    return [json.loads(line) for line in content.splitlines()]


def chained(rows: list[dict[str, Json]]) -> bytes:
    """Return rows as a journal whose numbers, links and hashes the forger has made anew."""
    previous, lines = START, []
    for seq, row in enumerate(rows, start=1):
        told = {name: value for name, value in row.items() if name != "hash"}
        entry = sealed(**{**told, "seq": seq, "previous": previous})  # type: ignore[arg-type]  # as stored
        previous = entry.hash
        lines.append(
            canonical({**told, "seq": seq, "previous": entry.previous, "hash": entry.hash})
        )
    return b"".join(line + b"\n" for line in lines)


@dataclass
class Forger:
    """Somebody with the whole file, the format and a dice."""

    files: Files
    dice: random.Random

    def journal(self, kind: str = "") -> str:
        """Choose a journal."""
        names = [it for it in self.files if it.startswith(f"journals/{kind}")]
        return self.dice.choice(sorted(names))

    def with_rows(
        self, change: Callable[[list[dict[str, Json]]], None], kind: str = ""
    ) -> bytes:
        """Change the rows of a journal and make everything around them fit."""
        name = self.journal(kind)
        rows = rows_of(self.files[name])
        change(rows)
        return listed_again({**self.files, name: chained(rows)})

    # --- what a careless forger does -----------------------------------------------------------

    def flip_a_bit(self, archive: bytes) -> bytes:
        """Flip one bit of the file as it is."""
        changed = bytearray(archive)
        place = self.dice.randrange(len(changed) * 8)
        changed[place // 8] ^= 1 << place % 8
        return bytes(changed)

    def flip_a_bit_inside(self, _archive: bytes) -> bytes:
        """Flip one bit of one file inside, packed again."""
        name = self.dice.choice(sorted(self.files))
        content = bytearray(self.files[name])
        place = self.dice.randrange(len(content) * 8)
        content[place // 8] ^= 1 << place % 8
        return packed({**self.files, name: bytes(content)})

    def cut_off(self, archive: bytes) -> bytes:
        """Cut the file off."""
        return archive[: self.dice.randrange(1, len(archive))]

    def drop_a_line(self, _archive: bytes) -> bytes:
        """Leave a row out and list the file again."""
        name = self.journal()
        lines = self.files[name].splitlines(keepends=True)
        del lines[self.dice.randrange(len(lines))]
        return listed_again({**self.files, name: b"".join(lines)})

    def swap_two_lines(self, _archive: bytes) -> bytes:
        """Change the places of two rows and list the file again."""
        name = self.journal()
        lines = self.files[name].splitlines(keepends=True)
        one, other = self.dice.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]
        return listed_again({**self.files, name: b"".join(lines)})

    def change_a_paper(self, _archive: bytes) -> bytes:
        """Flip a bit of a drawn paper and list it again."""
        names = sorted(
            it for it in self.files if it.endswith(("minutes.json", "proposal.json"))
        )
        name = self.dice.choice(names)
        content = bytearray(self.files[name])
        content[self.dice.randrange(len(content))] ^= 1
        return listed_again({**self.files, name: bytes(content)})

    # --- what a careful forger does: the chain is made anew ------------------------------------

    def leave_a_row_out(self, _archive: bytes) -> bytes:
        """Leave an entry out and chain the rest anew."""
        return self.with_rows(lambda rows: rows.pop(self.dice.randrange(len(rows))))

    def swap_two_rows(self, _archive: bytes) -> bytes:
        """Change the places of two entries and chain them anew."""

        def swap(rows: list[dict[str, Json]]) -> None:
            one, other = self.dice.sample(range(len(rows)), 2)
            rows[one], rows[other] = rows[other], rows[one]

        return self.with_rows(swap)

    def add_a_vote(self, _archive: bytes) -> bytes:
        """Put a vote in that was never cast, with its command and digest."""

        def add(rows: list[dict[str, Json]]) -> None:
            votes = [place for place, it in enumerate(rows) if it["event"] == "BallotCast"]
            place = self.dice.choice(votes)
            voter = self.dice.choice(["dv-hoa", "dv-phúc", "dv-giang", "dv-lan"])
            data = {**rows[place]["data"], "person": voter, "entered_by": voter}  # type: ignore[dict-item]  # an object
            rows.insert(place + 1, _asked({**rows[place], "actor": voter}, "CastBallot", data))

        return self.with_rows(add, "meeting")

    def turn_a_vote(self, _archive: bytes) -> bytes:
        """Turn a vote round, with its digest."""

        def turn(rows: list[dict[str, Json]]) -> None:
            votes = [place for place, it in enumerate(rows) if it["event"] == "BallotCast"]
            place = self.dice.choice(votes)
            data = rows[place]["data"]
            assert isinstance(data, dict)
            choice = self.dice.choice(
                [it for it in ("for", "against", "other") if it != data["choice"]]
            )
            rows[place] = _asked(rows[place], "CastBallot", {**data, "choice": choice})

        return self.with_rows(turn, "meeting")

    def change_a_word(self, _archive: bytes) -> bytes:
        """Change some member of some event and chain anew."""

        def change(rows: list[dict[str, Json]]) -> None:
            row = self.dice.choice([it for it in rows if it["data"]])
            data = row["data"]
            assert isinstance(data, dict)
            name = self.dice.choice(sorted(data))
            data[name] = _other(data[name], self.dice)

        return self.with_rows(change)

    def change_who_or_when(self, _archive: bytes) -> bytes:
        """Put an act under another name, or on another day."""

        def change(rows: list[dict[str, Json]]) -> None:
            row = self.dice.choice(rows)
            if self.dice.random() < 0.5:
                row["actor"] = self.dice.choice(["dv-lan", "dv-cường", "dv-hoa"])
            else:
                row["at"] = str(row["at"]).replace("2026", "2025")

        return self.with_rows(change)

    def drop_an_opinion(self, _archive: bytes) -> bytes:
        """Take an opinion out of the minutes."""
        name = next(it for it in self.files if it.endswith("minutes.json"))
        value = json.loads(self.files[name])
        items = [it for it in value["items"] if it["opinions"]]
        item = self.dice.choice(items)
        opinion = self.dice.choice(item["opinions"])
        if self.dice.random() < 0.5:
            item["opinions"].remove(opinion)
        else:
            opinion["text"] = opinion["text"][:-5]
        return listed_again({**self.files, name: canonical(value)})

    def change_the_minutes(self, _archive: bytes) -> bytes:
        """Change a figure of the minutes."""
        name = next(it for it in self.files if it.endswith("minutes.json"))
        value = json.loads(self.files[name])
        part = self.dice.choice(["figures", "vote", "place", "chair"])
        if part == "figures":
            value["figures"]["present_official"]["online"] += 1
        elif part == "vote":
            value["items"][1]["votes"][0]["votes_for"] += 1
        elif part == "place":
            value["place"] += "."
        else:
            value["chair"]["name"] = "Lò Thị Lan"
        return listed_again({**self.files, name: canonical(value)})

    def another_rulebook(self, _archive: bytes) -> bytes:
        """Change a number of the rulebook, with or without its name."""
        name = next(it for it in self.files if it.startswith("rulebooks/"))
        text = self.files[name].decode()
        places = [n for n, letter in enumerate(text) if letter.isdigit()]
        place = self.dice.choice(places)
        digit = str((int(text[place]) + 1) % 10)
        return listed_again(
            {**self.files, name: (text[:place] + digit + text[place + 1 :]).encode()}
        )

    def another_drawing(self, _archive: bytes) -> bytes:
        """Put the drawn minutes without an opinion in the place of the true ones."""
        name = next(it for it in self.files if it.endswith("minutes.docx"))
        inner = unpacked(self.files[name])
        body = inner["word/document.xml"].decode()
        word = self.dice.choice(
            ["sửa đường bản trước", "thời hạn và kinh phí", "Không tán thành", "5/"]
        )
        assert word in body, word
        inner["word/document.xml"] = body.replace(word, "…").encode()
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as docx:
            for each, content in inner.items():
                docx.writestr(each, content)
        return listed_again({**self.files, name: stream.getvalue()})

    def another_signed_paper(self, _archive: bytes) -> bytes:
        """Put another PDF in the place of the one that was signed."""
        names = sorted(it for it in self.files if it.endswith(".pdf"))
        name = next(it for it in names if it.endswith("minutes.pdf"))
        other = self.dice.choice([it for it in names if it != name])
        content = self.dice.choice([self.files[other], self.files[name] + b"\n%%EOF\n"])
        return listed_again({**self.files, name: content})

    def cut_the_end(self, _archive: bytes) -> bytes:
        """Leave the last entries out, and the papers that would tell."""

        def cut(rows: list[dict[str, Json]]) -> None:
            del rows[self.dice.randrange(1, len(rows)) :]

        return self.with_rows(cut)


def _other(value: Json, dice: random.Random) -> Json:
    match value:
        case bool():
            return not value
        case int():
            return value + dice.choice([-1, 1])
        case str():
            return f"{value}x" if value else "x"
        case list():
            return value[:-1] if value else ["x"]
        case dict():
            name = dice.choice(sorted(value)) if value else "x"
            return {**value, name: _other(value.get(name), dice)}
        case _:
            return "x"


def _asked(row: dict[str, Json], command: str, data: dict[str, Json]) -> dict[str, Json]:
    """Return a row as if its command had been asked: with an id and a digest of its own."""
    asked = {name: data[name] for name in ("ballot", "person", "choice", "note")}
    return {
        **row,
        "data": data,
        "command": sha256(canonical(asked))[:32],
        "digest": digest([command, asked, str(row["actor"])]),
    }


WAYS = (
    *(Forger.flip_a_bit, Forger.flip_a_bit_inside, Forger.cut_off, Forger.drop_a_line),
    *(Forger.swap_two_lines, Forger.change_a_paper, Forger.leave_a_row_out),
    *(Forger.swap_two_rows, Forger.add_a_vote, Forger.turn_a_vote, Forger.change_a_word),
    *(Forger.change_who_or_when, Forger.drop_an_opinion, Forger.change_the_minutes),
    *(Forger.another_rulebook, Forger.another_drawing, Forger.cut_the_end),
    Forger.another_signed_paper,
)
