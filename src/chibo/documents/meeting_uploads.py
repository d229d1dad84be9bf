"""Checks the documents of meetings before they come in: what they are, and whether they are secret."""

from django.core.files.uploadedfile import UploadedFile

from chibo.documents.objections import objection_sentence, secrecy_sentence
from chibo.documents.secrecy import secrecy_mark
from chibo.documents.uploads import MOST_BYTES, UploadKind, check_upload
from chibo.documents.uploads import Objection as Fault
from chibo.meetings.uploads import DOCX, PDF, Objection, Upload

_TYPES = {UploadKind.PDF: PDF, UploadKind.DOCX: DOCX}


def checked(file: "UploadedFile[bytes]") -> Upload | Objection:
    """Return the document in an uploaded file, or why it may not come in."""
    if (file.size or 0) > MOST_BYTES:
        return Objection(objection_sentence(Fault.TOO_LARGE))
    content: bytes = file.read()
    name = file.name or ""
    kind = check_upload(content, name)
    if isinstance(kind, Fault):
        return Objection(objection_sentence(kind))
    mark = secrecy_mark(content, name)
    if isinstance(mark, Fault):
        return Objection(objection_sentence(mark))
    if mark:
        # CT-17: nothing secret comes in; X10 is the class of content it would be.
        return Objection(secrecy_sentence(mark), rules=("CT-17", "X10"))
    return Upload(content, _TYPES[kind])
