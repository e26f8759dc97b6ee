"""The access log, for the officer who answers for personal data: who looked at whose data, when and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from foundation.days import after, start_of
from foundation.formfields import DayField, LineField
from foundation.forms import PortalForm
from foundation.paging import page
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from offices.signatures import Signatures
from participants.access_log import AccessEntry, AccessKind
from participants.numbers import written


class AccessFilter(PortalForm):
    """What the log is narrowed by. A participant is named by registration number: no NIK stands in an address."""

    user = LineField(80, label="Nama pengguna", required=False)
    participant = LineField(20, label="Nomor pendaftaran", required=False)
    kind = forms.ChoiceField(label="Jenis akses", required=False, choices=[("", "Semua jenis"), *AccessKind.choices])
    since = DayField(label="Sejak", required=False)
    until = DayField(label="Sampai", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError("Tanggal akhir mendahului tanggal mulai.")
        return cleaned


@needs(Act.SEE_ACCESS_LOG)
def index(request: PortalRequest) -> HttpResponse:
    """The looks at personal data in the officer's region, newest first; filters are in the address."""
    filters = AccessFilter(request.GET)
    found = AccessEntry.objects.visible_to(request.user)
    narrowed = _narrowed(found, filters.cleaned_data) if filters.is_valid() else found.none()
    entries = page(narrowed.select_related("user", "participant"), ("-at", "-id"), request.GET.get("cursor"))
    names = Signatures({entry.user for entry in entries.rows})
    rows = [(entry, names.in_the_name_of(entry.user, localdate(entry.at))) for entry in entries.rows]
    return render(request, "participants/access.html", {"filters": filters, "page": entries, "rows": rows})


def _narrowed(entries: QuerySet[AccessEntry], wanted: dict[str, Any]) -> QuerySet[AccessEntry]:
    participant, since, until = wanted["participant"], wanted["since"], wanted["until"]
    conditions = {
        "user__username__iexact": wanted["user"],
        "participant__registration_number": participant and written(participant),
        "kind": wanted["kind"],
        "at__gte": since and start_of(since),
        "at__lt": until and after(until),
    }
    return entries.filter(**{name: value for name, value in conditions.items() if value})
