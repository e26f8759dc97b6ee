from django.urls import path

from reports.lists import views

app_name = "lists"
urlpatterns = [
    path("angka/daftar/", views.people, name="people"),
]
