from django.urls import path

from programs.shops import views

app_name = "shops"
urlpatterns = [path("peserta/<uuid:participant_id>/toko/", views.RecordShop.as_view(), name="record")]
