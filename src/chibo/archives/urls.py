"""Addresses of archives."""

from django.urls import path

from chibo.archives.views import bodies, taking, verifying

app_name = "archives"
urlpatterns = [
    path("", verifying.page, name="verify"),
    path("meetings/<str:key>.zip", taking.meeting, name="meeting"),
    path("applications/<str:key>.zip", taking.application, name="application"),
    path("bodies/<uuid:public_id>/", bodies.page, name="body"),
    path("bodies/<uuid:public_id>/year/", bodies.ask_for_year, name="ask_for_year"),
    path("bodies/<uuid:public_id>/witness.json", bodies.witness_file, name="witness_file"),
    path(
        "bodies/<uuid:public_id>/lists/<str:name>.<str:kind>",
        bodies.list_file,
        name="list_file",
    ),
    path("years/<uuid:public_id>/", bodies.year, name="year"),
    path("years/<uuid:public_id>/archive.zip", bodies.year_file, name="year_file"),
]
