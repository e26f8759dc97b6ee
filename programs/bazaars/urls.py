from django.urls import path

from programs.bazaars import stands, views

app_name = "bazaars"
urlpatterns = [
    path("", views.index, name="list"),
    path("baru/", views.new, name="new"),
    path("<uuid:bazaar_id>/", views.detail, name="detail"),
    path("<uuid:bazaar_id>/ubah/", views.edit, name="edit"),
    path("<uuid:bazaar_id>/batalkan/", views.cancel, name="cancel"),
    path("<uuid:bazaar_id>/pilih/", stands.choose, name="choose"),
    path("<uuid:bazaar_id>/stan/<uuid:exhibitor_id>/mundur/", stands.withdraw, name="withdraw"),
    path("<uuid:bazaar_id>/stan/<uuid:exhibitor_id>/ganti/", stands.replace, name="replace"),
    path("<uuid:bazaar_id>/hari/<str:day>/", stands.take, name="day"),
]
