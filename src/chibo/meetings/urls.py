"""Addresses of meetings."""

from django.urls import path

from chibo.meetings.views import (
    answering,
    ballots,
    convening,
    course,
    documents,
    gatherings,
    held_documents,
    lists,
    page,
    record,
)

app_name = "meetings"
urlpatterns = [
    path("", lists.meetings, name="list"),
    path("convene/", convening.convene, name="convene"),
    path("convene/committee/", gatherings.committee, name="convene_committee"),
    path("convene/group/", gatherings.group, name="convene_group"),
    path("<str:key>/", page.meeting, name="meeting"),
    path("<str:key>/calendar.ics", page.calendar, name="calendar"),
    path("<str:key>/answer/", answering.answer, name="answer"),
    path("<str:key>/answer-for/", answering.answer_for, name="answer_for"),
    path("<str:key>/letters/", answering.letters_again, name="letters_again"),
    path("<str:key>/cancel/", course.cancel, name="cancel"),
    path("<str:key>/chair/", course.chair, name="chair"),
    path("<str:key>/minutes-taker/", course.minutes_taker, name="minutes_taker"),
    path("<str:key>/notice/", course.notice, name="notice"),
    path("<str:key>/ballots/<str:ballot>/why/", ballots.why, name="ballot_why"),
    path("<str:key>/text/", gatherings.text, name="text"),
    path("<str:key>/why/", record.why, name="why"),
    path("<str:key>/journal/", record.journal, name="journal"),
    path("<str:key>/documents/add/", documents.add, name="add_document"),
    path("<str:key>/documents/held/<str:held>/", held_documents.held, name="held_document"),
    path("<str:key>/documents/held/<str:held>/file/", held_documents.file, name="held_file"),
    path("<str:key>/documents/<str:document>/", documents.document, name="document"),
    path("<str:key>/documents/<str:document>/file/", documents.file, name="file"),
    path("<str:key>/documents/<str:document>/withdraw/", documents.withdraw, name="withdraw"),
]
