"""The addresses of the check before a meeting."""

from django.urls import path

from chibo.media import views

app_name = "media"
urlpatterns = [
    path("", views.check, name="check"),
    path("load/", views.load, name="load"),
]
