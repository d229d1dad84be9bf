"""The addresses of applications."""

from django.urls import path

from chibo.applications.views import lists, reading, writing

app_name = "applications"
urlpatterns = [
    path("", lists.index, name="list"),
    path("new/<uuid:public_id>/", writing.new, name="new"),
    path("new/<uuid:public_id>/findings/", writing.new_findings, name="new_findings"),
    path("new/<uuid:public_id>/by-groups/", writing.new_by_groups, name="new_by_groups"),
    path(
        "new/<uuid:public_id>/by-groups/findings/",
        writing.new_group_findings,
        name="new_group_findings",
    ),
    path("<slug:key>/", reading.page, name="page"),
    path("<slug:key>/edit/", writing.edit, name="edit"),
    path("<slug:key>/edit/findings/", writing.findings, name="findings"),
    path("<slug:key>/decide/", reading.decide, name="decide"),
    path("<slug:key>/withdraw/", reading.withdraw, name="withdraw"),
]
