"""The addresses of oversight."""

from django.urls import path

from chibo.oversight.views import bodies, reports, trying

app_name = "oversight"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("what-if/", trying.what_if, name="what_if"),
    path("bodies/<uuid:public_id>/", bodies.this_year, name="this_year"),
    path("bodies/<uuid:public_id>/<int:year>/", bodies.year, name="year"),
    path("bodies/<uuid:public_id>/<int:year>/absences/", reports.absences, name="absences"),
    path(
        "bodies/<uuid:public_id>/<int:year>/report/<int:half>/", reports.report, name="report"
    ),
    path(
        "bodies/<uuid:public_id>/<int:year>/report/<int:half>.xlsx",
        reports.report_workbook,
        name="report_workbook",
    ),
]
