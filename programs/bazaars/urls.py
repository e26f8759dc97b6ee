from django.urls import path

from programs.bazaars.views import bazaars, stands

app_name = "bazaars"
urlpatterns = [
    path("", bazaars.index, name="list"),
    path("baru/", bazaars.new, name="new"),
    path("<uuid:bazaar_id>/", bazaars.detail, name="detail"),
    path("<uuid:bazaar_id>/ubah/", bazaars.edit, name="edit"),
    path("<uuid:bazaar_id>/batalkan/", bazaars.cancel, name="cancel"),
    path("<uuid:bazaar_id>/pilih/", stands.choose, name="choose"),
    path("<uuid:bazaar_id>/stan/<uuid:exhibitor_id>/mundur/", stands.withdraw, name="withdraw"),
    path("<uuid:bazaar_id>/stan/<uuid:exhibitor_id>/ganti/", stands.replace, name="replace"),
    path("<uuid:bazaar_id>/hari/<str:day>/", stands.take, name="day"),
]
