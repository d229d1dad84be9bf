"""Addresses of papers."""

from django.urls import path

from chibo.documents.views import files, minutes, papers, register

app_name = "documents"
urlpatterns = [
    path("", register.registers, name="registers"),
    path("of/<uuid:body>/", register.register, name="register"),
    path("of/<uuid:body>/register.<str:kind>", register.register_file, name="register_file"),
    path("of/<uuid:body>/term/", register.term, name="term"),
    path("of/<uuid:body>/numbers/", register.skip, name="skip"),
    path("write/<str:source>/<str:name>/", papers.write, name="write"),
    path("one/<str:key>/", papers.paper, name="paper"),
    path("one/<str:key>/file.<str:ending>", papers.paper_file, name="paper_file"),
    path("one/<str:key>/issue/", papers.issue, name="issue"),
    path("one/<str:key>/drop/", papers.drop, name="drop"),
    path("one/<str:key>/void/", papers.void, name="void"),
    path("one/<str:key>/received/", papers.received, name="received"),
    path("meetings/<str:key>/", papers.meeting_papers, name="meeting_papers"),
    path("meetings/<str:key>/minutes/", minutes.minutes_page, name="minutes"),
    path("meetings/<str:key>/minutes.<str:kind>", minutes.minutes_file, name="minutes_file"),
    path("meetings/<str:key>/minutes/confirm/", minutes.confirm_minutes, name="confirm"),
    path(
        "applications/<str:key>/<str:name>.<str:kind>",
        files.application_file,
        name="application_file",
    ),
]
