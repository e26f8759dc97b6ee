"""The six suku dinas and the seven lines that carry a target."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Sudin(models.Model):
    """A city-level department that recruits and serves participants."""

    reader_sees = True

    code = models.CharField("kode", max_length=20, primary_key=True)
    name = models.CharField("nama", max_length=120)
    short_name = models.CharField("nama singkat", max_length=40)
    aliases = ArrayField(models.CharField(max_length=80), verbose_name="sebutan lain", default=list)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "suku dinas"

    def __str__(self) -> str:
        return f"Sudin {self.short_name}"


class TargetLine(models.Model):
    """A line of the target table. PPKUKM has two, every other sudin one: seven in all.

    The code begins with its sudin's code, so that what belongs to a sudin is found by prefix.
    """

    reader_sees = True

    code = models.CharField("kode", max_length=30, primary_key=True)
    sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="lines", verbose_name="suku dinas")
    name = models.CharField("nama", max_length=60)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "lini target"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("sudin")),
                name="line_code_begins_with_its_sudin",
                violation_error_message="Kode lini harus diawali kode sudinnya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
