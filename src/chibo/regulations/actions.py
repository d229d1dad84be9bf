"""What people do with texts: enter them, have past decisions asked again, register, close."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from chibo.core.journal.codec import decode, encode
from chibo.core.procedure.regulation import CloseText, RegisterText, Replayed, Scan
from chibo.core.projections.replay import Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Refusal
from chibo.meetings.actions import attach_file, begin, carry_out
from chibo.meetings.regulation_kind import KIND, journal_of
from chibo.meetings.uploads import PDF, Upload
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body
from chibo.regulations.models import TextDraft
from chibo.regulations.queries import bodies_below
from chibo.regulations.replaying import replay_some

KEPT_FOR = timedelta(days=30)
"""How long a text that nobody registers is kept as it was entered."""
SECONDS_AT_ONCE = 3
"""How long one request asks past decisions again before it shows how far it is."""


def begin_draft(body: Body, person: str) -> TextDraft:
    """Return a place for what is being entered; what was left lying long ago goes."""
    for old in TextDraft.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR):
        forget(old)
    return TextDraft(key=uuid4().hex, body=str(body.public_id), person=person)


def forget(draft: TextDraft) -> None:
    """Take what was entered away, with its scan."""
    if draft.file:
        draft.file.delete(save=False)
    if draft.pk:
        draft.delete()


def keep_entered(
    draft: TextDraft, entered: dict[str, Any], scan: tuple[str, Upload] | None
) -> None:
    """Keep what was entered, right or wrong, and the scan if a new one came."""
    draft.entered = entered
    if scan is not None:
        filename, upload = scan
        if draft.file:
            draft.file.delete(save=False)
        draft.filename = filename[:200]
        draft.sha256 = hashlib.sha256(upload.content).hexdigest()
        draft.file.save(f"{draft.key}.pdf", ContentFile(upload.content), save=False)
    draft.save()


def keep_read(draft: TextDraft, rulebook: Rulebook) -> None:
    """Keep which rulebook was read; another one has to be asked about the past anew."""
    if draft.fingerprint != rulebook.fingerprint:
        draft.fingerprint, draft.bodies_done = rulebook.fingerprint, 0
        draft.replay, draft.is_replayed = None, False
        draft.save()


def replay_on(draft: TextDraft, body: Body, rulebook: Rulebook) -> None:
    """Ask past decisions again for a while, and keep what came out so far."""
    bodies = bodies_below(body)[draft.bodies_done :]
    found, done = replay_some(bodies, rulebook, seconds=SECONDS_AT_ONCE)
    draft.replay = encode(replayed(draft) + found)
    draft.bodies_done += done
    draft.is_replayed = done == len(bodies)
    draft.save()


def replayed(draft: TextDraft) -> Replay:
    """Return what asking again has shown so far."""
    return decode(Replay, draft.replay) if draft.replay else Replay()


def register(
    draft: TextDraft, body: Body, text: str, rulebook: Rulebook, *, actor: str
) -> Receipt | Refusal:
    """Register what was entered and seen; sent twice, it is registered once."""
    found = replayed(draft)
    with draft.file.open("rb") as opened:
        content: bytes = opened.read()
    scan = Scan(draft.key, draft.filename, draft.sha256, len(content))
    shown = Replayed(found.decisions, len(found.differing))
    journal = journal_of(body)
    begin(journal, KIND, str(body.public_id))
    outcome = attach_file(
        journal,
        RegisterText(text, rulebook.fingerprint, scan, shown),
        document=scan.document,
        sha256=scan.sha256,
        content=content,
        content_type=PDF,
        actor=actor,
        command_id=f"register-{draft.key}",
    )
    if not isinstance(outcome, Refusal):
        draft.registered = rulebook.id
        draft.file.delete(save=False)
        draft.save()
    return outcome


def close(body: Body, command: CloseText, *, actor: str, command_id: str) -> Receipt | Refusal:
    """Set the last day of a text."""
    return carry_out(journal_of(body), command, actor=actor, command_id=command_id)
