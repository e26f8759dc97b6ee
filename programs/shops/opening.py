"""Recording a shop on a marketplace or e-catalogue: the way to P5 without a bazaar."""

from datetime import date

from django.db import transaction

from foundation.errors import Refused
from foundation.files import CleanFile
from offices.models import User
from participants.models import Participant
from programs.shops.models import ShopLink
from records.completion import complete, lock_people
from records.models import Source, StageCode, StageRecord


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
    evidence: CleanFile | None = None,
    replaces: StageRecord | None = None,
) -> ShopLink:
    """Record her shop and, on the day she began to sell there, P5.

    Raises Refused for the same shop again, and what `complete` raises.
    """
    lock_people([participant.pk])
    if ShopLink.objects.filter(participant=participant, url=url, record__voided_at=None).exists():
        raise Refused("Tautan toko ini sudah tercatat untuk peserta ini.")
    record = complete(
        participant,
        StageCode.MARKETING,
        on=opened_on,
        by=by,
        source=Source.SHOP_LINK,
        acting=acting,
        reason=reason,
        evidence=evidence,
        replaces=replaces,
    )
    told = {"channel": channel, "url": url, "opened_on": opened_on}
    return ShopLink(participant=participant, record=record, recorded_by=by, **told).store()
