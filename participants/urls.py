"""Addresses of the access log."""

from django.urls import path

from participants import views

app_name = "access"
urlpatterns = [path("", views.index, name="list")]
