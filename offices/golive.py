"""The month in which each office began to use the portal. What happened before it was loaded from older lists."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Func, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.days import long_month, month_number
from foundation.errors import FieldConflict, Refused, Stale
from offices.regions import Level, Region, inside
from offices.roles import Act
from offices.sudin import Sudin
from offices.users import User


class GoLiveQuerySet(models.QuerySet["GoLive"]):
    def after(self, day: date) -> "GoLiveQuerySet":
        """Offices that did not use the portal yet on that day."""
        return self.filter(month__gt=day)

    def of(self, area: str, lines: Iterable[str] = ()) -> "GoLiveQuerySet":
        """The kelurahan of an area and, of its kota, the sudin of these lines, of none every sudin."""
        sudin = {line.partition(".")[0] for line in lines}
        there = Q(kota__code__startswith=area[: Level.KOTA])
        return self.filter(inside("kelurahan__code", area) | (there & Q(sudin__in=sudin) if sudin else there))


class GoLive(models.Model):
    """From this month on the office, a sudin of a kota or a kelurahan, types in what happens as it happens.

    An office without a row or month has used the portal from its beginning: then nothing is excused. `version` is that
    of the whole sheet after the row's last change, see `sheet_version`; rows stay, so it only grows.
    """

    reader_sees = ("id", "sudin_id", "kota_id", "kelurahan_id", "office", "month")

    version = models.PositiveIntegerField("versi", editable=False)
    sudin = models.ForeignKey(Sudin, models.PROTECT, null=True, blank=True, related_name="go_lives")
    kota = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="go_lives", db_index=False)
    kelurahan = models.OneToOneField(Region, models.PROTECT, null=True, blank=True, related_name="go_live")
    office = models.GeneratedField(
        expression=Coalesce(Func("sudin", "kota", template="(%(expressions)s)", arg_joiner=" || '@' || "), "kelurahan"),
        output_field=models.CharField(max_length=26),
        db_persist=True,
    )
    month = models.DateField("bulan mulai dipakai", null=True, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ditetapkan oleh")
    set_at = models.DateTimeField("ditetapkan pada", default=timezone.now)

    objects = GoLiveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "mulai dipakai"
        constraints = [
            models.CheckConstraint(
                condition=Q(sudin=None, kota=None, kelurahan__isnull=False)
                | Q(sudin__isnull=False, kota__isnull=False, kelurahan=None),
                name="go_live_is_of_one_office",
                violation_error_message="Pilih satu kantor.",
            ),
            models.UniqueConstraint(
                fields=["sudin", "kota"],
                name="one_go_live_per_sudin_and_kota",
                violation_error_message="Bulan mulai dipakai sudin ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="go_live_is_a_month",
                violation_error_message="Bulan mulai dipakai tidak sah.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.month_words}"

    @property
    def month_words(self) -> str:
        return in_words(self.month)


def in_words(month: date | None) -> str:
    return long_month(month_number(month)) if month else "sejak awal"


def office_of(acting_sudin: str | None, place: str) -> str:
    """Whose record it is: the sudin's that did it, of the kota of the place (code), else the kelurahan's.

    Said in SQL by `GoLive.office` and by `targets.lateness` as well.
    """
    return f"{acting_sudin}@{place[: Level.KOTA]}" if acting_sudin else place


def before(offices: Collection[str], on: date) -> set[str]:
    """Those of the offices (codes, see `office_of`) that did not use the portal yet on that day. One query."""
    return set(GoLive.objects.after(on).filter(office__in=offices).values_list("office", flat=True))


def sheet_version() -> int:
    """The version of all months together: 1 while none was ever set."""
    return GoLive.objects.aggregate(latest=Max("version"))["latest"] or 1


@transaction.atomic
def set_month(office: str, month: date | None, *, by: User, version: int) -> None:
    """From when on an office uses the portal: a sudin of a kota (see `office_of`), a kelurahan, or all kelurahan of a
    kecamatan or kota (codes).

    None takes it back: from the beginning. `version` is that of the sheet which the officer saw: raises Stale where
    another officer changed one of these offices since, NotAllowed out of the duties that set targets, Refused for what
    is no sudin of a kota.
    """
    list(Sudin.objects.select_for_update(no_key=True).order_by("pk"))
    sudin, _, place = office.rpartition("@")
    by.scope.require(Act.SET_TARGETS, region=place)
    if sudin and not _is_sudin_of_kota(sudin, place):
        raise Refused("Bulan mulai dipakai ditetapkan untuk satu sudin di satu kota, atau untuk kelurahan.")
    chosen = [office] if sudin else list(Region.objects.inside(place).kelurahan().values_list("pk", flat=True))
    _require_unchanged(chosen, month, version)
    stored = dict(GoLive.objects.filter(office__in=chosen).values_list("office", "month"))
    values = {"month": month, "set_by": by, "set_at": timezone.now(), "version": sheet_version() + 1}
    for code in (code for code in chosen if stored.get(code) != month):
        about: dict[str, Any] = {"sudin_id": sudin, "kota_id": place} if sudin else {"kelurahan_id": code}
        GoLive.objects.update_or_create(**about, defaults=values)


def _is_sudin_of_kota(sudin: str, place: str) -> bool:
    kota = len(place) == Level.KOTA and Region.objects.filter(pk=place).exists()
    return kota and Sudin.objects.filter(pk=sudin).exists()


def _require_unchanged(offices: Collection[str], month: date | None, version: int) -> None:
    """Raises Stale with what is stored where an office was set after that version of the sheet, and otherwise."""
    later = GoLive.objects.filter(office__in=offices, version__gt=version).exclude(month=month)
    if stored := sorted({row.month_words for row in later}):
        raise Stale([FieldConflict("month", "Bulan mulai dipakai", ", ".join(stored), in_words(month))])
