"""Recording what a participant sold in a month."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from foundation.days import long_month, month_number, today
from foundation.errors import Doubt, Refused
from foundation.files import CleanFile
from offices.models import User
from participants.models import Participant
from programs.turnover.models import TurnoverReport
from records.completion import complete
from records.models import Source, StageCode, StageRecord


@transaction.atomic
def record_turnover(
    participant: Participant,
    *,
    month: date,
    amount: Decimal,
    by: User,
    acting: str | None = None,
    reason: str = "",
    evidence: CleanFile | None = None,
    replaces: StageRecord | None = None,
) -> TurnoverReport:
    """Record the turnover (rupiah) of the month that begins on `month`, and P6 on that month's last day.

    So three months reported at one sitting are three months of reports. Raises Refused for a month to come or one
    already reported, NeedsReason for the running month and for one before her business began, and what `complete`
    raises, a month before she was registered among it.
    """
    this = month_number(today())
    if month_number(month) > this:
        raise Refused("Bulan laporan belum tiba.")
    record = complete(
        participant,
        StageCode.REPORTING,
        on=min(last_day(month), today()),
        by=by,
        source=Source.TURNOVER,
        acting=acting,
        reason=reason,
        evidence=evidence,
        replaces=replaces,
        doubts=[*_running(month), *_before_business(participant, month)],
    )
    return TurnoverReport(participant=participant, record=record, month=month, amount=amount, recorded_by=by).store()


def _running(month: date) -> list[Doubt]:
    this = month_number(today())
    if month_number(month) != this or last_day(month) == today():
        return []
    return [Doubt("running_month", f"{long_month(this)} belum berakhir; omzetnya masih dapat bertambah.")]


def _before_business(participant: Participant, month: date) -> list[Doubt]:
    """Says so where every business of hers is known to have begun after that month."""
    starts: list[Any] = list(participant.businesses.values_list("started_on", flat=True))
    if not starts or None in starts:
        return []
    earliest = min(starts, key=lambda start: start.first)
    if earliest.first <= last_day(month):
        return []
    words = f"{long_month(month_number(month))} mendahului mulai usahanya ({earliest})."
    return [Doubt("before_business", words)]


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return month.replace(day=monthrange(month.year, month.month)[1])
