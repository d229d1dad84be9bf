"""Checks the documents of meetings before they come in: what they are, and whether they are secret."""

from django.core.files.uploadedfile import UploadedFile

from chibo.documents.objections import objection_sentence, secrecy_sentence
from chibo.documents.page_texts import passages
from chibo.documents.secrecy import looked_through
from chibo.documents.uploads import MOST_BYTES, UploadKind
from chibo.documents.uploads import Objection as Fault
from chibo.meetings.uploads import DOCX, PDF, Objection, Upload

_TYPES = {UploadKind.PDF: PDF, UploadKind.DOCX: DOCX}


def checked(file: "UploadedFile[bytes]") -> Upload | Objection:
    """Return the document in an uploaded file, or why it may not come in."""
    if (file.size or 0) > MOST_BYTES:
        return Objection(objection_sentence(Fault.TOO_LARGE))
    content: bytes = file.read()
    name = file.name or ""
    look = looked_through(content, name)
    if isinstance(look, Fault):
        return Objection(objection_sentence(look))
    if look.mark:
        # CT-17: nothing secret comes in; X10 is the class of content it would be.
        return Objection(secrecy_sentence(look.mark), rules=("CT-17", "X10"))
    read, is_cut = passages(look.pages)
    return Upload(content, _TYPES[look.kind], read, is_cut, look.unread_pages)
