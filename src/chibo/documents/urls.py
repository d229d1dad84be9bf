"""Addresses of papers."""

from django.urls import path

from chibo.documents.views import (
    addenda,
    checking,
    files,
    issuing,
    minutes,
    pages,
    papers,
    period_reports,
    register,
    signing,
    why,
)

app_name = "documents"
urlpatterns = [
    path("", register.registers, name="registers"),
    path("of/<uuid:body>/", register.register, name="register"),
    path("of/<uuid:body>/register.<str:kind>", register.register_file, name="register_file"),
    path("of/<uuid:body>/term/", register.term, name="term"),
    path(
        "of/<uuid:public_id>/report/<int:year>/<int:half>.<str:kind>",
        period_reports.period_report_file,
        name="period_report_file",
    ),
    path("of/<uuid:body>/numbers/", register.skip, name="skip"),
    path("write/<str:source>/<str:name>/", papers.write, name="write"),
    path("one/<str:key>/", papers.paper, name="paper"),
    path("one/<str:key>/file.<str:ending>", papers.paper_file, name="paper_file"),
    path("one/<str:key>/why/", why.paper, name="paper_why"),
    path("one/<str:key>/issue/", issuing.issue, name="issue"),
    path("one/<str:key>/drop/", papers.drop, name="drop"),
    path("one/<str:key>/void/", papers.void, name="void"),
    path("one/<str:key>/received/", papers.received, name="received"),
    path("meetings/<str:key>/", papers.meeting_papers, name="meeting_papers"),
    path(
        "meetings/<str:key>/pages/<str:document>/<int:number>-<int:width>.webp",
        pages.page,
        name="page",
    ),
    path("meetings/<str:key>/minutes/", minutes.minutes_page, name="minutes"),
    path("meetings/<str:key>/minutes/why/", why.minutes, name="minutes_why"),
    path("meetings/<str:key>/minutes.<str:kind>", minutes.minutes_file, name="minutes_file"),
    path("meetings/<str:key>/sign/<str:subject>/", signing.sign, name="sign"),
    path("meetings/<str:key>/sign/<str:subject>.pdf", signing.to_sign, name="to_sign"),
    path("meetings/<str:key>/seal/<str:subject>/", addenda.seal_again, name="seal_again"),
    path("meetings/<str:key>/signer/", addenda.appoint_signer, name="appoint_signer"),
    path("meetings/<str:key>/addenda/", addenda.propose_addendum, name="propose_addendum"),
    path(
        "meetings/<str:key>/addenda/<str:addendum>.pdf",
        minutes.addendum_file,
        name="addendum_file",
    ),
    path(
        "meetings/<str:key>/addenda/<str:addendum>/withdraw/",
        addenda.withdraw_addendum,
        name="withdraw_addendum",
    ),
    path("check/", checking.check, name="check"),
    path(
        "applications/<str:key>/<str:name>.<str:kind>",
        files.application_file,
        name="application_file",
    ),
]
