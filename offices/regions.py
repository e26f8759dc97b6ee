"""Places: every region of the province, keyed by the ministry's code, which is also its path."""

from typing import Any, Protocol

from django.db import models
from django.db.models import Q

from foundation.days import long_date, today


class Reaching(Protocol):
    """An officer, as far as regions ask: what lies above them, `offices.scope`, says where an act reaches."""

    @property
    def scope(self) -> Any: ...


class Level(models.IntegerChoices):
    """The levels, by the length of their codes: 31, 31.73, 31.73.05, 31.73.05.1003."""

    PROVINCE = 2, "Provinsi"
    KOTA = 5, "Kota"
    KECAMATAN = 8, "Kecamatan"
    KELURAHAN = 13, "Kelurahan"


def inside(path: str, code: str) -> Q:
    """Rows whose region is this one or lies inside it; `path` leads to their region's code, which is itself a path.

    Nothing lies inside a kelurahan: its code is compared whole, so an index that begins with it can be walked.
    """
    return Q(**{path if len(code) == Level.KELURAHAN else f"{path}__startswith": code})


class RegionQuerySet(models.QuerySet["Region"]):
    def inside(self, code: str) -> "RegionQuerySet":
        """The region with this code and every region inside it."""
        return self.filter(inside("code", code))

    def reached_by(self, user: Reaching, act: str) -> "RegionQuerySet":
        """The regions in which a duty of the officer allows the act."""
        return self.filter(user.scope.of_regions(act))

    def kecamatan(self) -> "RegionQuerySet":
        return self.filter(level=Level.KECAMATAN)

    def kelurahan(self) -> "RegionQuerySet":
        return self.filter(level=Level.KELURAHAN)

    def offered(self, *stored: str | None) -> "RegionQuerySet":
        """What may be chosen anew, the regions of today; and what is `stored` (codes), which stays choosable."""
        begun = Q(starts_on=None) | Q(starts_on__lte=today())
        not_ended = Q(ends_on=None) | Q(ends_on__gte=today())
        return self.filter(begun & not_ended | Q(pk__in=[code for code in stored if code]))


class Region(models.Model):
    """A province, kota, kecamatan or kelurahan, as the Ministry of Home Affairs numbers it (not BPS).

    Inside another region means: the code begins with that region's code. A region that is split or
    merged gets an end and a successor; what happened under it keeps it.
    """

    reader_sees = True

    code = models.CharField("kode wilayah", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=80)
    level = models.GeneratedField(
        expression=models.functions.Length("code"),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    starts_on = models.DateField("berlaku sejak", null=True, blank=True)
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="pengganti"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = "wilayah"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"),
                name="region_code_is_the_ministrys",
                violation_error_message="Kode wilayah tidak sesuai pola Kemendagri, misalnya 31.73.05.1005.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="region_ends_after_it_starts",
                violation_error_message="Tanggal berakhir wilayah mendahului tanggal mulainya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level_name} {self.name}".strip()

    @property
    def level_name(self) -> str:
        """ "Kelurahan", "Kecamatan", or nothing where the name carries it already."""
        size = len(self.code)
        return Level(size).label if size in (Level.KECAMATAN, Level.KELURAHAN) else ""

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < today()

    @property
    def now(self) -> "Region":
        """Itself, or what it has become: the successor of today. Successors that lead back in a circle end the way."""
        region, passed = self, {self.pk}
        while region.has_ended and region.successor and region.successor_id not in passed:
            region = region.successor
            passed.add(region.pk)
        return region

    @property
    def end_words(self) -> str:
        """What is said of one that ended: " (sampai 31 Desember 2025; kini Kelurahan Contoh)" or nothing."""
        if not (self.has_ended and self.ends_on):
            return ""
        successor = "" if self.now == self else f"; kini {self.now}"
        return f" (sampai {long_date(self.ends_on)}{successor})"

    @property
    def marked(self) -> str:
        """How it is shown wherever it is stored or chosen: what it is called, and that it ended where it did.

        Lists join its `successor`.
        """
        return f"{self}{self.end_words}"

    @property
    def marked_name(self) -> str:
        """The same without "Kelurahan" or "Kecamatan", where the place says it already."""
        return f"{self.name}{self.end_words}"

    @property
    def short_name(self) -> str:
        """The name without the words that every kota of the province shares."""
        return self.name.removeprefix("Kota Administrasi ").removeprefix("Kabupaten Administrasi ")

    @property
    def kota_code(self) -> str:
        return self.code[: Level.KOTA]

    @property
    def kecamatan_code(self) -> str:
        return self.code[: Level.KECAMATAN]

    @property
    def around(self) -> list[str]:
        """The codes of the regions it lies in, the widest first."""
        return [self.code[:level] for level in Level if level < len(self.code)]

    def covers(self, code: str) -> bool:
        """Whether the region with that code is this one or inside it."""
        return code.startswith(self.code)
