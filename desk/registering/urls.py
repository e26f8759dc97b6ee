from django.urls import path

from desk.registering.views import counter, form, kept

app_name = "registering"
urlpatterns = [
    path("peserta/daftar/", counter.begin, name="begin"),
    path("peserta/daftar/<uuid:draft_id>/", form.form, name="form"),
    path("peserta/daftar/<uuid:draft_id>/simpan-otomatis/", kept.autosave, name="autosave"),
    path("peserta/daftar/<uuid:draft_id>/buang/", counter.discard, name="discard"),
]
