"""Addresses for signing in and for one's own account; there is no sign-up and no reset by mail."""

from allauth.account import views as allauth
from django.urls import include, path

from chibo.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("confirm/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/", views.change_password, name="account_change_password"),
    path("language/", views.choose_language, name="account_language"),
    path("sessions/", include("allauth.usersessions.urls")),
    path("second-factor/picture/", views.app_picture, name="account_app_picture"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("", views.mine, name="account_mine"),
]
