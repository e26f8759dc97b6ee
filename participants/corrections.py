"""Correcting what is known of a person."""

from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from foundation.errors import Doubt, FieldConflict, Refused, Stale
from foundation.reasons import settle
from foundation.versions import changes_since, save_if_unchanged
from offices.models import User
from participants.details import PersonDetails
from participants.identity import Nik, disagreements, masked_nik
from participants.lookup import look_up
from participants.participants import IdentityState, Participant
from participants.registration import AlreadyRegistered, find_by_nik, nik_index, phone_index
from participants.rights import may_verify, require_active, require_correct

IDENTITY_FIELDS = ("nik", "name", "birth_date")
"""What verification locks, for everybody; returning the registration with a reason unlocks it."""


def edit(
    participant: Participant,
    details: PersonDetails,
    *,
    by: User,
    version: int,
    nik: Nik | None = None,
    reason: str = "",
) -> Participant:
    """Store `details` and, where given, another NIK, if nobody saved after `version`.

    A returned registration waits for verification again. Raises Stale with the fields changed meanwhile,
    NotAllowed out of the officer's duties, Refused for locked fields or a person who has left, AlreadyRegistered
    for a NIK that is taken, NeedsReason with the differences from the NIK when they are new and no `reason` is given,
    TooMany for one officer's NIKs beyond `lookup.CHECKS`.
    """
    require_correct(participant, by)
    if nik and nik.number != participant.nik:
        look_up(nik, by=by)
    return _edit(participant, details, by=by, version=version, nik=nik, reason=reason)


@transaction.atomic
def _edit(
    participant: Participant, details: PersonDetails, *, by: User, version: int, nik: Nik | None, reason: str
) -> Participant:
    person = Participant.objects.with_row_lock().select_related("line").get(pk=participant.pk)
    require_correct(person, by)
    wished = details.values | ({"nik": nik.number} if nik else {})
    if version != person.version:
        raise Stale([_masked(change) for change in changes_since(person, version, wished)])
    require_active(person, before="memperbaiki datanya")
    changed = {name: value for name, value in wished.items() if getattr(person, name) != value}
    _require_unlocked(person, changed, by)
    changed |= _identity_reason(person, changed, nik, reason) | _indexes(changed)
    if person.is_returned:
        changed |= {"identity_state": IdentityState.REGISTERED, "identity_note": ""}
    if changed:
        _save_unless_taken(person, version, changed, nik)
    return person


def _masked(change: FieldConflict) -> FieldConflict:
    """A number that another officer stored is shown to nobody in passing: revealing is an act of its own."""
    return replace(change, theirs=masked_nik(change.theirs)) if change.field in ("nik", "kk") else change


def _require_unlocked(person: Participant, changed: dict[str, Any], by: User) -> None:
    fields: list[Any] = [Participant._meta.get_field(name) for name in IDENTITY_FIELDS if name in changed]
    labels = [str(field.verbose_name) for field in fields]
    if person.is_identity_locked and labels:
        step = "kembalikan" if may_verify(person, by) else "minta petugas sudin mengembalikan"
        raise Refused(
            f"Terkunci sejak diverifikasi: {', '.join(labels)}. Bila keliru, {step} pendaftaran ini dengan alasan."
        )


def _identity_reason(person: Participant, changed: dict[str, Any], nik: Nik | None, reason: str) -> dict[str, str]:
    """The reason to keep when NIK, birth date or sex changed and now disagree; NeedsReason where none was given."""
    if not changed.keys() & {"nik", "birth_date", "sex"}:
        return {}
    now = {name: changed.get(name, getattr(person, name)) for name in ("birth_date", "sex")}
    found = disagreements(nik.number if nik else person.nik, **now)
    return {"identity_reason": settle([Doubt("identity", words) for words in found], reason).words}


def _indexes(changed: dict[str, Any]) -> dict[str, Any]:
    """The blind indexes that go with changed numbers."""
    found: dict[str, Any] = {}
    if "nik" in changed:
        found["nik_index"] = nik_index(changed["nik"])
    if "phone" in changed:
        found["phone_index"] = phone_index(changed["phone"]) if changed["phone"] else None
    return found


def _save_unless_taken(person: Participant, version: int, changed: dict[str, Any], nik: Nik | None) -> None:
    """Save; a NIK that another person holds says whom to ask, also when she was registered this very moment."""
    if nik and "nik" in changed and (holder := find_by_nik(nik)):
        raise AlreadyRegistered(holder)
    try:
        with transaction.atomic():
            save_if_unchanged(person, version, **changed)
    except IntegrityError as error:
        holder = find_by_nik(nik) if nik else None
        if holder is None:
            raise
        raise AlreadyRegistered(holder) from error
