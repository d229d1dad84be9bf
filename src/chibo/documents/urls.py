"""Addresses of papers."""

from django.urls import path

from chibo.documents.views import files, minutes

app_name = "documents"
urlpatterns = [
    path("meetings/<str:key>/minutes/", minutes.minutes_page, name="minutes"),
    path("meetings/<str:key>/minutes.<str:kind>", minutes.minutes_file, name="minutes_file"),
    path("meetings/<str:key>/minutes/confirm/", minutes.confirm_minutes, name="confirm"),
    path(
        "applications/<str:key>/<str:name>.<str:kind>",
        files.application_file,
        name="application_file",
    ),
]
