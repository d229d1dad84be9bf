"""The addresses of the page on media servers; their own socket is `/nodes/link`."""

from django.urls import path

from chibo.media.nodes import views

app_name = "nodes"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<str:key>/drain/", views.drain, name="drain"),
    path("<uuid:public_id>/revoke/", views.revoke, name="revoke"),
]
