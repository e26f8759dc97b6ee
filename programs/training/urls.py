from django.urls import path

from programs.training import letters, views

app_name = "training"
urlpatterns = [
    path("", views.index, name="list"),
    path("baru/", views.new, name="new"),
    path("<uuid:class_id>/", views.detail, name="detail"),
    path("<uuid:class_id>/ubah/", views.edit, name="edit"),
    path("<uuid:class_id>/batalkan/", views.cancel, name="cancel"),
    path("<uuid:class_id>/undang/", letters.invite, name="invite"),
    path("<uuid:class_id>/undangan/<uuid:invitation_id>/tarik/", letters.withdraw, name="withdraw"),
    path("<uuid:class_id>/hadir/", letters.take, name="attendance"),
]
