"""The registry's addresses."""

from django.urls import path

from chibo.registry.views import bodies, imports, members

app_name = "registry"
urlpatterns = [
    path("", bodies.tree, name="tree"),
    path("bodies/<uuid:public_id>/", bodies.body, name="body"),
    path(
        "bodies/<uuid:public_id>/circumstances/new/",
        bodies.new_circumstance,
        name="new_circumstance",
    ),
    path("circumstances/<int:pk>/end/", bodies.end_circumstance, name="end_circumstance"),
    path(
        "bodies/<uuid:public_id>/summer-holiday/", bodies.summer_holiday, name="summer_holiday"
    ),
    path("members/<str:code>/", members.member, name="member"),
    path("import/", imports.upload, name="import"),
    path("import/template.xlsx", imports.template, name="import_template"),
    path("import/<uuid:public_id>/", imports.job, name="import_job"),
    path("import/<uuid:public_id>/confirm/", imports.confirm, name="import_confirm"),
    path("import/<uuid:public_id>/passwords/", imports.passwords, name="import_passwords"),
]
