"""The sentence a person reads when a document is not taken in: what is wrong, what mends it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.documents.secrecy import SecrecyMark
from chibo.documents.uploads import Objection

_SENTENCES = {
    Objection.EMPTY: gettext_lazy("The file is empty. Choose it again."),
    Objection.TOO_LARGE: gettext_lazy(
        "The file is larger than 20 MB. Make it smaller or split it."
    ),
    Objection.NOT_A_DOCUMENT: gettext_lazy(
        "The file is not a PDF or Word document (.docx), whatever its name says."
    ),
    Objection.OLD_WORD: gettext_lazy(
        "The file is in an old Office format. Save it as .docx or PDF and send it again."
    ),
    Objection.NAMED_OTHERWISE: gettext_lazy(
        "The name of the file does not match its content. Name it .pdf or .docx."
    ),
    Objection.ENCRYPTED: gettext_lazy(
        "The file is locked by a password. Remove the password and send it again."
    ),
    Objection.DAMAGED: gettext_lazy("The file is damaged and cannot be read. Export it again."),
    Objection.HAS_MACROS: gettext_lazy(
        "The file contains macros. Save it without macros (.docx) or as PDF."
    ),
    Objection.UNPACKS_TOO_LARGE: gettext_lazy(
        "The file unpacks to more than is allowed. Save it as PDF."
    ),
    Objection.TOO_MANY_PAGES: gettext_lazy("The file has more than 1,000 pages. Split it."),
}


def objection_sentence(objection: Objection) -> str:
    """Return the sentence for an objection in the reader's language."""
    return str(_SENTENCES[objection])


def secrecy_sentence(mark: SecrecyMark) -> str:
    """Return the sentence for a document that bears a secrecy mark (CT-17)."""
    return _(
        "The document bears the mark “%(mark)s”. Secret papers may not be put on this system; "
        "discuss the matter at a meeting in person."
    ) % {"mark": mark.level}
