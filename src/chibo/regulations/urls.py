"""The addresses of registered texts."""

from django.urls import path

from chibo.regulations.views import closing, reading, registering

app_name = "regulations"
urlpatterns = [
    path("", reading.index, name="index"),
    path("bodies/<uuid:public_id>/", reading.body, name="body"),
    path("bodies/<uuid:public_id>/new/", registering.new, name="new"),
    path("drafts/<slug:key>/", registering.preview, name="preview"),
    path("drafts/<slug:key>/edit/", registering.edit, name="edit"),
    path("drafts/<slug:key>/scan/", registering.draft_scan, name="draft_scan"),
    path("drafts/<slug:key>/replay/", registering.replay, name="replay"),
    path("drafts/<slug:key>/confirm/", registering.confirm, name="confirm"),
    path("texts/<slug:rulebook>/", reading.text, name="text"),
    path("texts/<slug:rulebook>/scan/", reading.scan, name="scan"),
    path("texts/<slug:rulebook>/close/", closing.close, name="close"),
]
