"""Addresses of dashboards, numbers and exports."""

from django.urls import path

from reports import export_views, views

app_name = "dashboard"
urlpatterns = [
    path("dasbor/", views.start, name="start"),
    path("beranda/", views.own, name="own"),
    path("angka/", views.why, name="why"),
    path("angka/daftar/", views.people, name="people"),
    path("ekspor/", export_views.index, name="exports"),
    path("ekspor/buat/", export_views.ask, name="export"),
    path("ekspor/<uuid:public_id>/", export_views.detail, name="export_detail"),
    path("ekspor/<uuid:public_id>/unduh/", export_views.download, name="export_download"),
]
