"""What happened to one person's data, in words an officer reads: from the recorded changes, records and referrals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.timezone import localdate

from foundation.days import long_date, stamp
from foundation.fields import EncryptedTextField
from foundation.history import Change, Operation, history_of
from foundation.numbers import shown_rupiah
from foundation.partial_days import PartialDayField
from offices.models import Region, TargetLine, User
from offices.signatures import Signatures
from participants.models import Business, Participant
from participants.participants import IdentityState
from participants.secrets import SECRET_FIELDS
from records.models import StageRecord
from referrals.models import Referral

UNTOLD = {"id", "version", "words", "nik_index", "phone_index", "last_activity_on", "verified_at", "verified_by_id"}
"""Columns whose change tells an officer nothing, or is told by another one."""

IN_WORDS = {IdentityState.VERIFIED: "Diverifikasi", IdentityState.RETURNED: "Dikembalikan untuk diperbaiki"}
"""What a new state of the verification is called where it happened."""

MOST = 300
"""How many changes of a row are read at most."""


@dataclass(frozen=True)
class Event:
    """One thing that happened; `at` sorts, the words are what the timeline shows."""

    moment: datetime
    title: str
    text: str = ""
    by: User | str = ""
    tone: str = ""

    @property
    def at(self) -> str:
        return stamp(self.moment)


def events_of(person: Participant, records: Iterable[StageRecord]) -> list[Event]:
    """Everything, newest first. `records` are all hers, with their officers."""
    changes: list[tuple[models.Model, Change]] = [
        (person, change) for change in history_of(person).order_by("-id")[:MOST]
    ]
    changes += _of_businesses(person)
    officers = User.objects.in_bulk({change.user_id for _, change in changes if change.user_id})
    teller = _Teller()
    told = [
        Event(change.at, title, text, officers.get(change.user_id, change.label))
        for row, change in changes
        for title, text in teller.tell(row, change)
    ]
    referrals = person.referrals.select_related("stage", "to_sudin", "opened_by", "closed_by")
    found = [*told, *_recorded(records), *_referred(referrals)]
    return _signed(sorted(found, key=lambda event: event.moment, reverse=True))


def _signed(events: list[Event]) -> list[Event]:
    """The events with each officer's name as it stood that day, "a.n. Lurah ..." included."""
    names = Signatures({event.by for event in events if isinstance(event.by, User)})
    return [
        replace(event, by=names.of(event.by, localdate(event.moment))) if isinstance(event.by, User) else event
        for event in events
    ]


def _of_businesses(person: Participant) -> list[tuple[models.Model, Change]]:
    """The changes of all her businesses, in one query."""
    businesses = {str(business.pk): business for business in person.businesses.all()}
    changes = Change.objects.filter(table_name=Business._meta.db_table, row_key__in=businesses)
    return [(businesses[change.row_key], change) for change in changes.order_by("-id")[:MOST]]


class _Teller:
    """Puts changed columns into words; looks names up once."""

    def __init__(self) -> None:
        self.lines = {line.pk: str(line) for line in TargetLine.objects.all()}
        self.places: dict[str, str] = {}

    def tell(self, row: models.Model, change: Change) -> Iterator[tuple[str, str]]:
        """Title and text of one change; nothing where nothing worth telling changed."""
        if change.operation == Operation.INSERT:
            yield ("Usaha ditambahkan", str(row)) if isinstance(row, Business) else ("Didaftarkan", "")
            return
        before, after = change.before or {}, change.after or {}
        fields = {field.column: field for field in row._meta.concrete_fields if field.column not in UNTOLD}
        changed = [name for name in fields if name in after and before.get(name) != after[name]]
        if verified := IN_WORDS.get(after.get("identity_state", "")) if "identity_state" in changed else None:
            yield verified, after.get("identity_note", "")
            changed = [name for name in changed if name not in ("identity_state", "identity_note")]
        if changed:
            title = f"Usaha {row} diubah" if isinstance(row, Business) else "Data peserta diubah"
            yield title, "; ".join(self._words(fields[n], before.get(n), after.get(n)) for n in changed)

    def _words(self, field: models.Field, before: Any, after: Any) -> str:
        label = str(field.verbose_name)
        label = label[:1].upper() + label[1:]
        if isinstance(field, EncryptedTextField | models.BinaryField) or field.name in SECRET_FIELDS:
            return f"{label} diganti"
        return f"{label}: {self._shown(field, before)} → {self._shown(field, after)}"

    def _shown(self, field: models.Field, value: Any) -> str:
        """A stored value as read: days in words, choices by their label, codes by their name."""
        if value in (None, ""):
            return "–"
        if isinstance(field, models.ForeignKey):
            return self._name(field, value)
        if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
            return long_date(date.fromisoformat(value))
        if isinstance(field, PartialDayField):
            return str(field.to_python(value))
        if isinstance(field, models.DecimalField):
            return shown_rupiah(field.to_python(str(value)))
        return str(dict(field.flatchoices).get(value, value))

    def _name(self, field: models.ForeignKey, value: Any) -> str:
        if field.related_model is TargetLine:
            return self.lines.get(value, value)
        if field.related_model is Region:
            if value not in self.places:
                self.places[value] = _place(value)
            return self.places[value]
        return str(field.related_model._base_manager.filter(pk=value).first() or "–")


def _place(code: str) -> str:
    region = Region.objects.filter(pk=code).first()
    return region.marked if region else code


def _recorded(records: Iterable[StageRecord]) -> Iterator[Event]:
    for record in records:
        on = long_date(record.occurred_on)
        title = f"{record.stage_id} dicatat untuk {on}"
        yield Event(record.recorded_at, title, record.get_source_display(), record.recorded_by, "good")
        if record.voided_at:
            title = f"{record.stage_id} {on} dibatalkan"
            yield Event(record.voided_at, title, record.void_reason, record.voided_by or "", "bad")


def _referred(referrals: Iterable[Referral]) -> Iterator[Event]:
    for referral in referrals:
        title = f"Dirujuk ke {referral.to_sudin} untuk {referral.stage}"
        yield Event(referral.opened_at, title, referral.reason, referral.opened_by, "info")
        if referral.closed_at:
            title = f"Rujukan {referral.stage_id} ke {referral.to_sudin} ditutup"
            yield Event(referral.closed_at, title, referral.result_words, referral.closed_by or "", "info")
