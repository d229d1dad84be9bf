"""Addresses of the room."""

from django.urls import path

from chibo.live import notes_page, views, voice

app_name = "live"
urlpatterns = [
    path("<str:key>/", views.room, name="room"),
    path("<str:key>/wall/", views.wall, name="wall"),
    path("<str:key>/act/", views.act, name="act"),
    path("<str:key>/notes/", notes_page.notes, name="notes"),
    path("<str:key>/voice/<str:note>/", voice.hear, name="voice"),
    path("<str:key>/voice/<str:note>/piece/", voice.piece, name="voice_piece"),
    path("<str:key>/voice/<str:note>/give/", voice.give, name="voice_give"),
]
