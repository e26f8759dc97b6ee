from django.urls import path

from programs.enrolment import counter, detail, editing, filling, leaving, listing, receipt, verifying

app_name = "enrolment"
urlpatterns = [
    path("peserta/", listing.index, name="list"),
    path("peserta/cari/", listing.find, name="find"),
    path("peserta/daftar/", counter.begin, name="begin"),
    path("peserta/daftar/<uuid:draft_id>/", filling.form, name="form"),
    path("peserta/daftar/<uuid:draft_id>/simpan-otomatis/", filling.autosave, name="autosave"),
    path("peserta/daftar/<uuid:draft_id>/buang/", counter.discard, name="discard"),
    path("peserta/<uuid:participant_id>/", detail.detail, name="detail"),
    path("peserta/<uuid:participant_id>/riwayat/", detail.history, name="history"),
    path("peserta/<uuid:participant_id>/buka/<slug:what>/", detail.reveal, name="reveal"),
    path("peserta/<uuid:participant_id>/tanda-terima/", receipt.receipt, name="receipt"),
    path("peserta/<uuid:participant_id>/ubah/", editing.edit, name="edit"),
    path("peserta/<uuid:participant_id>/usaha/tambah/", editing.add_business, name="add_business"),
    path("peserta/<uuid:participant_id>/usaha/<uuid:business_id>/", editing.edit_business, name="edit_business"),
    path("peserta/<uuid:participant_id>/undurkan/", leaving.withdraw, name="withdraw"),
    path("peserta/<uuid:participant_id>/aktifkan/", leaving.reactivate, name="reactivate"),
    path("peserta/<uuid:participant_id>/salah-daftar/", leaving.misregister, name="misregister"),
    path("peserta/<uuid:participant_id>/verifikasi/", verifying.verify, name="verify"),
    path("peserta/<uuid:participant_id>/kembalikan/", verifying.send_back, name="send_back"),
    path("verifikasi/", verifying.to_verify, name="to_verify"),
    path("verifikasi/pratinjau/", verifying.preview, name="verify_preview"),
    path("verifikasi/simpan/", verifying.verify_many, name="verify_many"),
    path("verifikasi/dikembalikan/", verifying.returned, name="returned"),
]
