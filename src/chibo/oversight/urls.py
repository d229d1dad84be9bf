"""The addresses of oversight."""

from django.urls import path

from chibo.oversight.views import bodies, trying

app_name = "oversight"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("what-if/", trying.what_if, name="what_if"),
    path("bodies/<uuid:public_id>/", bodies.this_year, name="this_year"),
    path("bodies/<uuid:public_id>/<int:year>/", bodies.year, name="year"),
]
