"""What a document has to pass before it is taken in; who checks it is named in the settings."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.module_loading import import_string

from chibo.core.rulebook.text_hints import Passage

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Upload:
    """A document that may come in: its bytes, what they are, and what they say."""

    content: bytes
    content_type: str
    passages: tuple[Passage, ...] = ()
    """What it says, page by page."""
    is_cut: bool = False
    """Whether it says more than was looked through."""
    unread_pages: int = 0
    """Pages that are pictures only: no program sees a secrecy mark there (CT-17)."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a file may not come in, and the rules that say so, if any do."""

    sentence: str
    rules: tuple[str, ...] = ()


Check = Callable[["UploadedFile[bytes]"], Upload | Objection]


def checked(file: "UploadedFile[bytes]") -> Upload | Objection:
    """Return the document in an uploaded file, or why it may not come in."""
    check: Check = import_string(settings.CHIBO_UPLOAD_CHECK)
    return check(file)
