"""Addresses of sign-in, own account and users. Of allauth only what is listed here is reachable."""

from allauth.account import views as account
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import profile, sign_in, tokens, users

# The names of allauth's own views are allauth's: it goes from one to the next by them.
SIGN_IN = [
    path("masuk/", sign_in.SignInPage.as_view(), name="account_login"),
    path("masuk/kode/", sign_in.SignInCodePage.as_view(), name="mfa_authenticate"),
    path("masuk/batal/", sign_in.cancel, name="cancel_sign_in"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/ulang/kode/", sign_in.ProofCodePage.as_view(), name="mfa_reauthenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("aktivasi/<str:token>/", sign_in.set_password, name="set_password"),
    path("akun/kata-sandi/", account.password_change, name="account_change_password"),
    path("akun/kode/", IndexView.as_view(), name="mfa_index"),
    path("akun/kode/pasang/", sign_in.SetUpPage.as_view(), name="mfa_activate_totp"),
    path("akun/kode/lepas/", sign_in.SwitchOffPage.as_view(), name="mfa_deactivate_totp"),
    path("akun/kode/cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/kode/cadangan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]

ACCOUNT = [
    path("", profile.profile, name="profile"),
    path("token/", tokens.index, name="tokens"),
    path("token/tambah/", tokens.issue, name="issue_token"),
    path("token/<uuid:token_id>/cabut/", tokens.revoke, name="revoke_token"),
]

USERS = [
    path("", users.index, name="list"),
    path("tambah/", users.add, name="add"),
    path("<uuid:user_id>/", users.detail, name="detail"),
    path("<uuid:user_id>/tautan/", users.link, name="link"),
    path("<uuid:user_id>/tautan/baru/", users.new_link, name="new_link"),
    path("<uuid:user_id>/nonaktifkan/", users.disable, name="disable"),
    path("<uuid:user_id>/aktifkan/", users.enable, name="enable"),
    path("<uuid:user_id>/kode/hapus/", users.reset_second_factor, name="reset_second_factor"),
    path("<uuid:user_id>/tugas/", users.give_duty, name="give_duty"),
    path("<uuid:user_id>/tugas/<uuid:duty_id>/akhiri/", users.end_duty, name="end_duty"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *SIGN_IN,
    path("akun/", include((ACCOUNT, "account"))),
    path("sistem/pengguna/", include((USERS, "users"))),
]
