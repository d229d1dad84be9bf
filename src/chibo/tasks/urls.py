"""Addresses of tasks."""

from django.urls import path

from chibo.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.tasks, name="list"),
    path("<str:key>/", views.task, name="task"),
    path("<str:key>/report/", views.report, name="report"),
    path("<str:key>/accept/", views.accept, name="accept"),
    path("<str:key>/return/", views.give_back, name="return"),
    path("<str:key>/extend/", views.extend, name="extend"),
    path("<str:key>/release/", views.release, name="release"),
    path("<str:key>/files/<str:file>/", views.file, name="file"),
]
