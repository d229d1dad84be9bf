"""Addresses of the room."""

from django.urls import path

from chibo.live import views

app_name = "live"
urlpatterns = [
    path("<str:key>/", views.room, name="room"),
    path("<str:key>/wall/", views.wall, name="wall"),
    path("<str:key>/act/", views.act, name="act"),
]
