"""A day at the bazaar: who stood there has completed P5, and what she sold, in rupiah."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from offices.models import User
from programs.activities.attendance import Changes, compare, open_sheet, require_fresh, settle
from programs.activities.planning import touch
from programs.bazaars.models import Bazaar, BazaarDay, DaySheet, Exhibitor
from records.models import Source, StageRecord

Sales = Mapping[UUID, Decimal | None]
"""By id of the exhibitor, for those present: what she sold, None while unknown."""


@transaction.atomic
def take(
    bazaar: Bazaar,
    day: date,
    version: int,
    present: Sales,
    *,
    by: User,
    reason: str = "",
    shown: Collection[UUID] = (),
) -> Changes:
    """Write down who was there on that day and what they sold; nobody at all is an answer too, and the day is done.

    The same sheet sent twice changes nothing. Raises Refused for a day that has not come or is not the bazaar's and
    for ids of other bazaars, Stale when the bazaar changed since the sheet was opened, NeedsReason when somebody who
    was recorded as present is taken off (her record is voided with that reason) and AlsoElsewhere when somebody new was
    at another bazaar that day and is not among the `shown` (ids of attendances there).
    """
    standing = open_sheet(bazaar, day, by=by)
    listed = {exhibitor.public_id: exhibitor for exhibitor in standing.listed(day)}
    stored = there_on(standing, day)
    changes = compare(listed, stored, present)
    sold = [stored[key] for key in changes.kept if stored[key].sales != present[key]]
    done = standing.day_sheets.filter(day=day).exists()
    if changes or sold or not done:
        require_fresh(standing, version)
        new, gone = [listed[key] for key in changes.new], [stored[key] for key in changes.gone]
        came = [exhibitor.participant_id for exhibitor in new]
        told: dict[str, Any] = {"source": Source.BAZAAR, "by": by, "reason": reason, "shown": shown}
        records = settle(standing, day, new=came, gone=gone, **told)
        _keep_sales(sold, present)
        _add_days(day, {one: records[one.participant_id] for one in new}, present, by)
        DaySheet.objects.get_or_create(bazaar=standing, day=day, defaults={"taken_by": by})
        touch(standing)
    return changes


def there_on(bazaar: Bazaar, day: date) -> dict[UUID, BazaarDay]:
    """By id of the exhibitor: who was there on that day."""
    rows = bazaar.attendances().filter(day=day).select_related("exhibitor", "record")
    return {row.exhibitor.public_id: row for row in rows}


def _keep_sales(rows: list[BazaarDay], present: Sales) -> None:
    for row in rows:
        row.sales = present[row.exhibitor.public_id]
    BazaarDay.objects.bulk_update(rows, ["sales"])


def _add_days(day: date, records: Mapping[Exhibitor, StageRecord], present: Sales, by: User) -> None:
    BazaarDay.objects.bulk_create(
        BazaarDay(
            participant_id=exhibitor.participant_id,
            exhibitor=exhibitor,
            record=record,
            day=day,
            sales=present[exhibitor.public_id],
            recorded_by=by,
        )
        for exhibitor, record in records.items()
    )
