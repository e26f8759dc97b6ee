"""Why somebody went on in spite of a doubt: one reason per save, chosen from the usual ones of its kind or typed."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from foundation.days import today
from foundation.errors import Doubt, NeedsReason
from foundation.registry import Registry
from foundation.versions import Versioned

OTHER = "lainnya"
"""The choice that asks for text."""

LONGEST = 300


@dataclass(frozen=True)
class ReasonKind:
    """What a reason may be asked for, and what a new database offers as usual; administrators change it afterwards."""

    key: str
    label: str
    usual: tuple[str, ...]


reason_kinds: Registry[ReasonKind] = Registry("kinds of doubts that a reason answers", key="key")


class UsualReasonQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that are offered on that day."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def for_kinds(self, kinds: Iterable[str]) -> Self:
        return self.filter(kind__in=list(kinds))


class UsualReason(Versioned):
    """A reason that is often right for doubts of this kind. What was chosen is stored in its words, never by key."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("kode", max_length=40, unique=True, editable=False)
    kind = models.CharField("jenis", max_length=30)
    words = models.CharField("alasan", max_length=120)
    position = models.PositiveSmallIntegerField("urutan", default=1)
    starts_on = models.DateField("ditawarkan sejak")
    ends_on = models.DateField("ditawarkan sampai", null=True, blank=True)

    objects = UsualReasonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "alasan lazim"
        ordering = ["kind", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="usual_reason_ends_after_it_starts",
                violation_error_message="Hari terakhir alasan mendahului hari pertamanya.",
            ),
            models.UniqueConstraint(
                fields=["kind", "words"],
                name="one_usual_reason_of_these_words",
                violation_error_message="Alasan dengan kalimat ini sudah ada pada jenis ini.",
            ),
        ]

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Reason:
    """What is kept: the words as they were chosen or typed, and the kind of doubt they answer; empty for no doubt."""

    words: str = ""
    kind: str = ""


def settle(doubts: Sequence[Doubt], given: str) -> Reason:
    """The reason to keep for these doubts; `given` is the code of a usual reason, or text.

    Raises NeedsReason where there are doubts and nothing is given, or a code of another kind. A reason that is no
    longer offered still counts: the form may have been open since.
    """
    if not doubts:
        return Reason()
    need = NeedsReason(doubts)
    given = given.strip()
    if given in ("", OTHER):
        raise need
    known = UsualReason.objects.filter(Q(code=given) | Q(words=given, kind__in=need.kinds))
    if not known:
        return Reason(given, need.kinds[0])
    if chosen := next((one for one in known if one.kind in need.kinds), None):
        return Reason(chosen.words, chosen.kind)
    raise need


def in_words(given: str) -> str:
    """What a settled reason says, given by code or as text."""
    chosen = UsualReason.objects.filter(code=given.strip()).first()
    return chosen.words if chosen else given.strip()


def offered(kinds: Iterable[str]) -> list[UsualReason]:
    """The usual reasons of these kinds today, kind after kind as they are named."""
    kinds = list(kinds)
    return sorted(UsualReason.objects.on(today()).for_kinds(kinds), key=lambda one: kinds.index(one.kind))


def load(kinds: Iterable[ReasonKind]) -> None:
    """Give a kind that has no reasons its usual ones; what administrators made of the others stays."""
    there = set(UsualReason.objects.values_list("kind", flat=True))
    UsualReason.objects.bulk_create(
        UsualReason(code=f"{kind.key}-{n}", kind=kind.key, words=words, position=n, starts_on=date(2000, 1, 1))
        for kind in kinds
        if kind.key not in there
        for n, words in enumerate(kind.usual, start=1)
    )
