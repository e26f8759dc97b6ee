"""Addresses of sign-in, own account and users. Of allauth only what is listed here is reachable."""

from allauth.account import views as account
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path

from offices import account_views, sign_in_views, token_views, user_views

# The names of allauth's own views are allauth's: it goes from one to the next by them.
SIGN_IN = [
    path("masuk/", sign_in_views.SignInPage.as_view(), name="account_login"),
    path("masuk/kode/", sign_in_views.SignInCodePage.as_view(), name="mfa_authenticate"),
    path("masuk/batal/", sign_in_views.cancel, name="cancel_sign_in"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/ulang/kode/", sign_in_views.ProofCodePage.as_view(), name="mfa_reauthenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("aktivasi/<str:token>/", sign_in_views.set_password, name="set_password"),
    path("akun/kata-sandi/", account.password_change, name="account_change_password"),
    path("akun/kode/", IndexView.as_view(), name="mfa_index"),
    path("akun/kode/pasang/", sign_in_views.SetUpPage.as_view(), name="mfa_activate_totp"),
    path("akun/kode/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/kode/cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/kode/cadangan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]

ACCOUNT = [
    path("", account_views.profile, name="profile"),
    path("token/", token_views.index, name="tokens"),
    path("token/tambah/", token_views.issue, name="issue_token"),
    path("token/<uuid:token_id>/cabut/", token_views.revoke, name="revoke_token"),
]

USERS = [
    path("", user_views.index, name="list"),
    path("tambah/", user_views.add, name="add"),
    path("<uuid:user_id>/", user_views.detail, name="detail"),
    path("<uuid:user_id>/tautan/", user_views.link, name="link"),
    path("<uuid:user_id>/tautan/baru/", user_views.new_link, name="new_link"),
    path("<uuid:user_id>/nonaktifkan/", user_views.disable, name="disable"),
    path("<uuid:user_id>/aktifkan/", user_views.enable, name="enable"),
    path("<uuid:user_id>/kode/hapus/", user_views.reset_second_factor, name="reset_second_factor"),
    path("<uuid:user_id>/tugas/", user_views.give_duty, name="give_duty"),
    path("<uuid:user_id>/tugas/<uuid:duty_id>/akhiri/", user_views.end_duty, name="end_duty"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", account_views.home, name="home"),
    *SIGN_IN,
    path("akun/", include((ACCOUNT, "account"))),
    path("sistem/pengguna/", include((USERS, "users"))),
]
