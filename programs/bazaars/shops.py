"""Shops on a marketplace or e-catalogue: the way to P5 without a bazaar."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from foundation.days import today
from foundation.errors import Refused
from foundation.formfields import DayField, LineField
from offices.guards import needs
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from programs.bazaars.models import ShopLink
from programs.records.completion import complete, held
from programs.records.forms import StageForm
from programs.records.models import Source, Stage
from programs.records.recording import Recording


@transaction.atomic
def record_shop(
    participant: Participant,
    *,
    channel: str,
    url: str,
    opened_on: date,
    by: User,
    acting: str | None = None,
    reason: str = "",
) -> ShopLink:
    """Record her shop and, on the day she began to sell there, P5.

    Raises Refused for the same shop again, and what `complete` raises.
    """
    held([participant.pk])
    if ShopLink.objects.filter(participant=participant, url=url, record__voided_at=None).exists():
        raise Refused("Tautan toko ini sudah tercatat untuk peserta ini.")
    record = complete(
        participant, Stage.MARKETING, on=opened_on, by=by, source=Source.SHOP_LINK, acting=acting, reason=reason
    )
    told = {"channel": channel, "url": url, "opened_on": opened_on}
    return ShopLink(participant=participant, record=record, recorded_by=by, **told).store()


NO_SHOP = "Tulis alamat toko, misalnya https://www.tokopedia.com/nama-toko."


def check_shop(url: str) -> None:
    """Raises ValidationError for what is no shop in the web, or a telephone number dressed as a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValidationError(NO_SHOP) from None
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        raise ValidationError(NO_SHOP)
    if parts.username or parts.hostname in ("wa.me", "api.whatsapp.com"):
        raise ValidationError("Tautan WhatsApp memuat nomor HP. Tulis alamat toko daringnya.")


class ShopForm(StageForm):
    """Where the shop is, and since when."""

    channel = LineField(60, label="Kanal", help_text="Misalnya Tokopedia, Shopee, e-Katalog, e-Order.")
    url = forms.URLField(
        label="Tautan toko",
        max_length=300,
        assume_scheme="https",
        validators=[check_shop],
        error_messages={"invalid": "Tulis tautan lengkap, misalnya https://www.tokopedia.com/nama-toko."},
    )
    opened_on = DayField(label="Tanggal mulai berjualan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget = forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "maxlength": "300"}
        )
        self.initial.setdefault("opened_on", today())


SHOP = Recording(Stage.MARKETING, ShopForm, record_shop, "Catat toko daring", "Toko daring tercatat")


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def record(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """A shop of one participant."""
    return SHOP.respond(request, participant_id)


app_name = "shops"
urlpatterns = [path("peserta/<uuid:participant_id>/toko/", record, name="record")]
