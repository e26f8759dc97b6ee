"""A session ends after 30 idle minutes and after 12 hours in any case; without one there is only the way in."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from foundation.kept_posts import kept
from foundation.pages import own_page

_BEGAN, _SEEN = "began_at", "seen_at"
# Being active is written down once a minute, not at every click.
_NOTE_EVERY = 60

NOT_DONE = "Sesi Anda sudah berakhir, jadi yang baru saja dikirim belum diproses. Masuk, lalu kirim sekali lagi."


class SessionLimits:
    """Signs out whoever was idle or signed in for too long; a new sign-in starts both clocks again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and "_auth_user_id" in request.session:
            self._check(request, int(time.time()))
        return self.get_response(request)

    def _check(self, request: HttpRequest, moment: int) -> None:
        session = request.session
        began, seen = session.get(_BEGAN, moment), session.get(_SEEN, moment)
        if moment - seen > settings.SESSION_IDLE_SECONDS or moment - began > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif _BEGAN not in session or moment - seen >= _NOTE_EVERY:
            session[_BEGAN], session[_SEEN] = began, moment


class SignInRequired(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it says otherwise; htmx is told to move the whole window there.

    What was sent with an ended session is not done. Where its form is kept, the keeper answers; elsewhere the officer is,
    after signing in, on the page that it was sent from.
    """

    def handle_no_permission(  # type: ignore[override]  # htmx gets no redirect, which it would follow into a fragment
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if answer := kept(request):
            return answer
        if request.headers.get("HX-Request"):
            answer = HttpResponse(status=200)
            answer["HX-Redirect"] = self._sign_in(request, "HX-Current-URL", view_func).url
            return answer
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        messages.warning(request, NOT_DONE)
        return self._sign_in(request, "Referer", view_func)

    def _sign_in(
        self, request: HttpRequest, header: str, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        back = own_page(request, request.headers.get(header, ""))
        return redirect_to_login(back or "/", self.get_login_url(view_func))
