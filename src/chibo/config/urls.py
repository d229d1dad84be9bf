"""Every address of the program, app by app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("chibo.web.urls")),
    path("account/", include("chibo.accounts.urls")),
    path("mailbox/", include("chibo.mailbox.urls")),
    path("registry/", include("chibo.registry.urls")),
    path("meetings/", include("chibo.meetings.urls")),
    path("applications/", include("chibo.applications.urls")),
    path("groups/", include("chibo.groups.urls")),
    path("oversight/", include("chibo.oversight.urls")),
    path("regulations/", include("chibo.regulations.urls")),
    path("papers/", include("chibo.documents.urls")),
    path("tasks/", include("chibo.tasks.urls")),
    path("archives/", include("chibo.archives.urls")),
    path("check/", include("chibo.media.urls")),
    path("nodes/", include("chibo.media.nodes.urls")),
    path("live/", include("chibo.live.urls")),
]
handler400 = "chibo.web.errors.bad_request"
handler403 = "chibo.web.errors.forbidden"
handler404 = "chibo.web.errors.not_found"
handler500 = "chibo.web.errors.broken"
