from django.urls import path

from desk.people import views

app_name = "people"
urlpatterns = [
    path("peserta/", views.index, name="list"),
    path("peserta/cari/", views.find, name="find"),
]
