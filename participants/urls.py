"""Addresses of the access log."""

from django.urls import path

from participants import access_views

app_name = "access"
urlpatterns = [path("", access_views.index, name="list")]
