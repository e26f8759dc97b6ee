from django.urls import path

from referrals import views

app_name = "referrals"
urlpatterns = [
    path("rujukan/", views.index, name="list"),
    path("rujukan/<uuid:referral_id>/tutup/", views.close, name="close"),
    path("peserta/<uuid:participant_id>/rujuk/", views.refer, name="refer"),
]
