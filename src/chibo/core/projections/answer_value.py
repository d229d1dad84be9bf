"""What the superior committee answers to a proposal (AP-05, AP-06)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chibo.core.projections.minutes_value import Signatory
from chibo.core.values import Form, Instant


class Verdict(StrEnum):
    """The three answers a committee may give."""

    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    """Sent back for completion; the cell may submit it again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the answering letter says; `signatory` signs for the committee."""

    superior: str
    """The organisation above the committee: "Đảng bộ tỉnh Lai Châu"."""
    body: str
    """The committee that answers: "Đảng ủy xã Mường Khoang"."""
    applicant: str
    """The body that asked: "Chi bộ bản Nà Lùng"."""
    place: str
    dated: date
    verdict: Verdict
    form: Form
    opens_at: Instant
    signatory: Signatory
    post: str = "Bí thư"
    number: str | None = None
    draft: int | None = None
    proposal_number: str | None = None
    proposal_dated: date | None = None
    legal_basis: tuple[str, ...] = ()
    reason: str = ""
    """Why it is rejected or what has to be completed; a remark when it is approved."""
    refused_items: tuple[str, ...] = ()
    """Items of the agenda the committee does not allow, each with its reason (CT-14)."""
    requests: tuple[str, ...] = ()
    """What the committee asks of the cell when it approves."""
    recipients: tuple[str, ...] = ()
    """Others the letter goes to, beside the applicant and the archive."""
    journal_head: str = ""
    rulebook_title: str = ""
    rulebook_fingerprint: str = ""
    is_training: bool = False
