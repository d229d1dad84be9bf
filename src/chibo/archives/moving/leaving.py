"""A body leaves: one file with its archive, its rows and every file that these name."""

from io import BytesIO
from typing import BinaryIO

from chibo.archive.container import sha256, write_container
from chibo.archive.manifest import Subject
from chibo.archives.contents import packed
from chibo.archives.moving.rows import plain
from chibo.archives.moving.tables import Scope, present
from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import Json
from chibo.documents import shelf
from chibo.meetings import stored
from chibo.registry.models import Affiliation, Body, Member
from chibo.registry.queries import bodies_above, tree_below

FORMAT = "chibo-body/1"
ARCHIVE = "archive.zip"
MOVING = "moving.json"


def scope_of(body: Body) -> Scope:
    """Return what moves with a body: everything below it, all who ever belonged, every journal."""
    bodies = [each for _, each in tree_below(body)]
    keys = [each.pk for each in bodies]
    people = Member.objects.filter(affiliations__body__in=keys) | Member.objects.filter(
        offices__body__in=keys
    )
    members = dict(people.distinct().values_list("pk", "code"))
    elsewhere = Affiliation.objects.filter(member__in=members).exclude(body__in=keys)
    named = {each.body for each in elsewhere.select_related("body__parent")}
    above = {up.pk for each in (body, *named) for up in bodies_above(each)}
    above |= {each.pk for each in named}
    public_ids = [str(each.public_id) for each in bodies]
    journals = [key for each in public_ids for key in stored.keys_of_body(each)]
    return Scope(
        bodies=keys,
        above=sorted(above - set(keys)),
        members=list(members),
        codes=sorted(members.values()),
        public_ids=public_ids,
        journals=journals,
    )


def leave(body: Body, stream: BinaryIO, *, with_secrets: bool = True) -> int:
    """Write a body into one file and return how many journals went along."""
    scope = scope_of(body)
    public_id = str(body.public_id)
    subject = Subject("body", "", body.name, public_id, body.name, None)
    packing = packed(subject, scope.journals, with_files=True, of_all_kinds=True)
    archive = BytesIO()
    packing.into(archive)
    files: dict[str, bytes] = {ARCHIVE: archive.getvalue()}

    def kept(content: bytes) -> str:
        name = sha256(content)
        files[f"files/{name}"] = content
        return name

    hashes = sorted(stored.hashes_in(scope.journals))
    papers: list[Json] = [kept(it) for name in hashes if (it := _paper(name)) is not None]
    rows: dict[str, Json] = {}
    for table in present():
        if with_secrets or not table.is_secret:
            rows[table.label] = [plain(table, each, kept) for each in table.of(scope)]
    accounts = rows["accounts.Account"]
    if not with_secrets and isinstance(accounts, list):
        for account in accounts:
            account["password"] = "!"  # type: ignore[index, call-overload]  # noqa: S105 -- no password at all
    files["rows.json"] = canonical(rows)
    listed: Json = {name: sha256(content) for name, content in files.items()}
    above: Json = [str(each) for each in _public_ids(scope.above)]
    files[MOVING] = canonical(
        {
            "format": FORMAT,
            "body": public_id,
            "name": body.name,
            "above": above,
            "papers": papers,
            "files": listed,
        }
    )
    write_container(stream, files)
    return len(packing.journals)


def _public_ids(keys: list[int]) -> list[str]:
    found = Body.objects.filter(pk__in=keys).values_list("public_id", flat=True)
    return sorted(str(each) for each in found)


def _paper(sha256: str) -> bytes | None:
    """Return a paper of the shelf; most hashes that journals name are of something else."""
    try:
        return shelf.taken(sha256)
    except shelf.FileBrokenError:
        return None
