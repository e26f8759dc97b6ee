"""A day at the bazaar: who stood there has completed P5, and what she sold, in rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from foundation.errors import NeedsReason, Refused, Stale
from offices.models import User
from participants.models import Participant
from programs.activities.rights import may_run
from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor
from programs.bazaars.planning import lock_bazaar
from records.completion import complete_attendance, lock_people, take_back
from records.models import Source, StageCode

Sales = Mapping[UUID, Decimal | None]
"""By id of the exhibitor, for those present: what she sold, None while unknown."""


@dataclass(frozen=True)
class _Day:
    """What a sheet changes: who is new, who was not there after all, whose sales are other ones."""

    new: list[Exhibitor]
    gone: list[BazaarDay]
    sold: list[tuple[BazaarDay, Decimal | None]]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.sold)


@transaction.atomic
def take(bazaar: Bazaar, day: date, version: int, present: Sales, *, by: User, reason: str = "") -> int:
    """Write down who was there on that day and what they sold; answers how many were there.

    The same sheet sent twice changes nothing. Raises Refused for a day that has not come or is not the bazaar's and
    for ids of other bazaars, Stale when the bazaar changed since the sheet was opened, NeedsReason when somebody who
    was recorded as present is taken off: her record is voided with that reason.
    """
    may_run(bazaar, by)
    standing = lock_bazaar(bazaar)
    if not standing.can_be_taken(day):
        raise Refused("Kehadiran dicatat untuk hari bazar yang sudah tiba.")
    changes = _compare(standing, day, present)
    if changes:
        if standing.version != version:
            raise Stale([])
        _write(standing, day, present, changes, by=by, reason=reason)
        Bazaar.objects.filter(pk=standing.pk).touch()
    return len(present)


def on_sheet(bazaar: Bazaar, day: date) -> list[Exhibitor]:
    """Who may be ticked on that day: the holders of stands, and whoever was there and gave hers up since."""
    there = BazaarDay.objects.filter(exhibitor__bazaar=bazaar, day=day, voided=False).values("exhibitor")
    rows = bazaar.exhibitors.present() | bazaar.exhibitors.filter(pk__in=there)
    return list(rows.order_by("stand", "pk"))


def _compare(bazaar: Bazaar, day: date, present: Sales) -> _Day:
    listed = {exhibitor.public_id: exhibitor for exhibitor in on_sheet(bazaar, day)}
    if set(present) - set(listed):
        raise Refused("Daftar hadir memuat peserta yang tidak terpilih untuk bazar ini. Tidak ada yang dicatat.")
    days = BazaarDay.objects.filter(exhibitor__bazaar=bazaar, day=day, voided=False).select_related(
        "exhibitor", "record"
    )
    stored = {row.exhibitor.public_id: row for row in days}
    return _Day(
        new=[listed[key] for key in present if key not in stored],
        gone=[row for key, row in stored.items() if key not in present],
        sold=[(stored[key], sales) for key, sales in present.items() if key in stored and stored[key].sales != sales],
    )


def _write(bazaar: Bazaar, day: date, present: Sales, changes: _Day, *, by: User, reason: str) -> None:
    """People are locked in key order before anything is written."""
    if changes.gone and not reason:
        raise NeedsReason([f"{len(changes.gone)} orang yang tercatat hadir akan dibatalkan P5-nya."])
    keys = {one.participant_id for one in changes.new} | {row.participant_id for row in changes.gone}
    people = {person.pk: person for person in lock_people(keys)}
    for record in (row.record for row in changes.gone if row.record):
        take_back(record, by=by, reason=reason)
    for row, sales in changes.sold:
        row.sales = sales
    BazaarDay.objects.bulk_update([row for row, _ in changes.sold], ["sales"])
    if changes.new:
        _complete(bazaar, day, present, {one: people[one.participant_id] for one in changes.new}, by)


def _complete(bazaar: Bazaar, day: date, present: Sales, new: dict[Exhibitor, Participant], by: User) -> None:
    records = complete_attendance(
        list(new.values()),
        StageCode.MARKETING,
        on=day,
        by=by,
        source=Source.BAZAAR,
        acting=bazaar.sudin_id,
        note=bazaar.name,
    )
    of = {record.participant_id: record for record in records}
    BazaarDay.objects.bulk_create(
        BazaarDay(
            participant_id=exhibitor.participant_id,
            exhibitor=exhibitor,
            record=of[exhibitor.participant_id],
            day=day,
            sales=present[exhibitor.public_id],
            recorded_by=by,
        )
        for exhibitor in new
    )
