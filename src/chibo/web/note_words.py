"""What is said for each reason to refuse a short note or a voice note."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason

_WRITTEN = _("Send it in more than one part, or write your opinion.")

NOTE_WORDS: Mapping[Reason, tuple[Promise, Promise]] = {
    Reason.NOTE_UNKNOWN: (
        _("There is no such short note in this meeting."),
        _("Load the page again to see how things stand."),
    ),
    Reason.NOTE_KNOWN: (
        _("This note is already recorded."),
        _("Nothing more needs doing."),
    ),
    Reason.NOTE_NOT_YOURS: (
        _("The minutes taker is here and writes the short notes."),
        _("Tell the minutes taker what is to be noted."),
    ),
    Reason.VOICE_NOT_SOUND: (
        _("The file that was sent is no sound that browsers record."),
        _("Record it again on this page, or write your opinion."),
    ),
    Reason.VOICE_TOO_LONG: (
        _("A voice note lasts from one to %(longest)s seconds."),
        _WRITTEN,
    ),
    Reason.VOICE_TOO_LARGE: (
        _("A voice note has at most %(largest)s kB."),
        _WRITTEN,
    ),
    Reason.VOICE_TOO_MANY: (
        _("%(most)s voice notes of one person are taken in a meeting; this would be one more."),
        _("Write your opinion, or ask for the floor."),
    ),
}
