"""Addresses of papers."""

from django.urls import path

from chibo.documents import views

app_name = "documents"
urlpatterns = [
    path("meetings/<str:key>/minutes/", views.minutes_page, name="minutes"),
    path("meetings/<str:key>/minutes.<str:kind>", views.minutes_file, name="minutes_file"),
    path("meetings/<str:key>/minutes/confirm/", views.confirm_minutes, name="confirm"),
    path(
        "applications/<str:key>/<str:name>.<str:kind>",
        views.application_file,
        name="application_file",
    ),
]
