"""Addresses that misbehave on purpose, for the tests of what lies around every view."""

import time

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.errors import Doubt, NeedsReason, NotAllowed, Refused
from foundation.history import Change
from jakpreneur import urls
from offices.models import Region, Sudin

tries: list[int] = []


def _write(name: str) -> None:
    Sudin.objects.filter(pk="PPAPP").update(name=name)


def fine(request: HttpRequest) -> HttpResponse:
    _write("halaman beres")
    return HttpResponse(request.GET.get("q", "") + request.POST.get("q", ""))


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hanya untuk petugas")


def numbered(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"formulir {number} diterima")


def boom(request: HttpRequest) -> HttpResponse:
    _write("halaman gagal")
    raise RuntimeError("NIK 3173050101900001 milik Siti")


def answers_500(request: HttpRequest) -> HttpResponse:
    _write("halaman gagal")
    return HttpResponse(status=500)


def refuse(request: HttpRequest) -> HttpResponse:
    raise {
        "409": Refused("Kelas ini penuh."),
        "403": NotAllowed(),
        "n": NeedsReason([Doubt("has_permit", "tanpa NIB")]),
    }[request.GET["as"]]


def swallow(request: HttpRequest) -> HttpResponse:
    """Writes, then catches a database error by mistake: COMMIT would silently be ROLLBACK."""
    _write("hilang diam-diam")
    try:
        connection.cursor().execute("SELECT 1/0")
    except DatabaseError:
        pass
    return HttpResponse("tersimpan")


def deadlock(request: HttpRequest, times: int) -> HttpResponse:
    """Fails the way PostgreSQL does, the first `times` times; writes before, so that leftovers would show."""
    tries.append(1)
    uploaded = "".join(upload.read().decode() for upload in request.FILES.getlist("berkas"))
    Region.objects.create(code=f"99.{len(tries):02d}", name="sisa")
    if len(tries) <= times:
        connection.cursor().execute("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$")
    return HttpResponse(request.POST.get("q", "") + uploaded)


@api_view(["POST"])
@authentication_classes([])
@permission_classes([])
def api_deadlock(request: Request, times: int) -> Response:
    said = request.data
    deadlock(request._request, times)
    return Response(said)


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection")


def runs(request: HttpRequest) -> HttpResponse:
    """Run these statements; `pause` seconds go by before the last, and `calm` swallows what they raise."""
    *first, last = request.POST.getlist("sql")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in first:
                cursor.execute(statement)
            time.sleep(float(request.POST.get("pause", "0")))
            cursor.execute(last)
    except DatabaseError:
        if "calm" not in request.POST:
            raise
        Sudin.objects.count()
    return HttpResponse("selesai")


def number(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(Change.objects.filter(pk=number).count())


def raw_number(request: HttpRequest, number: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [number])
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [
    *urls.urlpatterns,
    path("uji/fine", login_not_required(fine)),
    path("uji/receives", login_not_required(require_POST(fine))),
    path("uji/boom", login_not_required(boom)),
    path("uji/500", login_not_required(answers_500)),
    path("uji/refuse", login_not_required(refuse)),
    path("api/uji/refuse", login_not_required(refuse)),
    path("uji/swallow", login_not_required(swallow)),
    path("uji/deadlock/<int:times>", login_not_required(deadlock)),
    path("api/uji/deadlock/<int:times>", api_deadlock),
    path("uji/away", login_not_required(away)),
    path("uji/runs", login_not_required(runs)),
    path("api/uji/runs", login_not_required(runs)),
    path("uji/number/<int:number>", login_not_required(number)),
    path("uji/raw/<int:number>", login_not_required(raw_number)),
    path("uji/private", private),
    path("uji/kept/<int:number>", numbered, name="uji-kept"),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
