"""Addresses of the mailbox."""

from django.urls import path

from chibo.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.box, name="box"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/files/<int:number>/", views.attachment, name="attachment"),
]
