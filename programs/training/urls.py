from django.urls import path

from programs.training.views import classes, invitations

app_name = "training"
urlpatterns = [
    path("", classes.index, name="list"),
    path("baru/", classes.new, name="new"),
    path("<uuid:class_id>/", classes.detail, name="detail"),
    path("<uuid:class_id>/ubah/", classes.edit, name="edit"),
    path("<uuid:class_id>/batalkan/", classes.cancel, name="cancel"),
    path("<uuid:class_id>/undang/", invitations.invite, name="invite"),
    path("<uuid:class_id>/undangan/<uuid:invitation_id>/tarik/", invitations.withdraw, name="withdraw"),
    path("<uuid:class_id>/hadir/", invitations.take, name="attendance"),
]
