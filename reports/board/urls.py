from django.urls import path

from reports.board import views

app_name = "board"
urlpatterns = [
    path("dasbor/", views.start, name="start"),
    path("beranda/", views.own, name="own"),
]
