from django.urls import path

from targets import views
from targets.golive import views as golive

app_name = "targets"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("mulai-dipakai/", golive.offices, name="golive"),
    path("baru/", views.new, name="new"),
    path("<uuid:public_id>/", views.decision, name="detail"),
    path("<uuid:public_id>/ubah/", views.edit, name="edit"),
    path("<uuid:public_id>/berlakukan/", views.enforce, name="enforce"),
    path("<uuid:public_id>/ganti/", views.replace, name="replace"),
]
