"""Addresses of the room."""

from django.urls import path

from chibo.live import notes_page, views

app_name = "live"
urlpatterns = [
    path("<str:key>/", views.room, name="room"),
    path("<str:key>/wall/", views.wall, name="wall"),
    path("<str:key>/act/", views.act, name="act"),
    path("<str:key>/notes/", notes_page.notes, name="notes"),
]
