from django.urls import path

from desk.person.views import detail, edit, leaving, receipt

app_name = "person"
urlpatterns = [
    path("peserta/<uuid:participant_id>/", detail.detail, name="detail"),
    path("peserta/<uuid:participant_id>/riwayat/", detail.history, name="history"),
    path("peserta/<uuid:participant_id>/buka/<slug:what>/", detail.reveal, name="reveal"),
    path("peserta/<uuid:participant_id>/tanda-terima/", receipt.receipt, name="receipt"),
    path("peserta/<uuid:participant_id>/ubah/", edit.edit, name="edit"),
    path("peserta/<uuid:participant_id>/usaha/tambah/", edit.add_business, name="add_business"),
    path("peserta/<uuid:participant_id>/usaha/<uuid:business_id>/", edit.edit_business, name="edit_business"),
    path("peserta/<uuid:participant_id>/undurkan/", leaving.withdraw, name="withdraw"),
    path("peserta/<uuid:participant_id>/aktifkan/", leaving.reactivate, name="reactivate"),
    path("peserta/<uuid:participant_id>/salah-daftar/", leaving.misregister, name="misregister"),
]
