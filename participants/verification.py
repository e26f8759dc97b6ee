"""A sudin officer confirms who somebody is, or sends the registration back with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from foundation.errors import Refused
from offices.models import User
from offices.roles import Act
from participants.participants import IdentityState, Participant, ParticipantQuerySet
from participants.rights import may_verify, require_verify


def waiting_for(user: User) -> ParticipantQuerySet:
    """Registrations that wait for this officer to verify them."""
    return Participant.objects.unverified().reached_by(user, Act.VERIFY)


@dataclass(frozen=True)
class Chosen:
    """A person as the officer saw her: what changed since then is not confirmed. `version` None asks nothing."""

    public_id: UUID
    version: int | None = None


class NothingDone(Refused):
    """Some of those chosen cannot be verified, so none was. `problems` has a sentence for each of them."""

    code = "nothing_done"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Tidak ada yang diverifikasi. " + " ".join(problems))
        self.problems = problems


def verify(participant: Participant, *, by: User, version: int | None = None) -> Participant:
    """Confirm one person's identity; NIK, name and birth date are locked from then on. See `verify_many`.

    Raises NotAllowed out of the officer's duties.
    """
    require_verify(participant, by)
    return verify_many([Chosen(participant.public_id, version)], by=by)[0]


@transaction.atomic
def verify_many(chosen: Iterable[Chosen], *, by: User) -> list[Participant]:
    """Confirm all of them or none: one who is out of reach, changed meanwhile or not waiting stops the whole.

    Locks and answers them in key order. Raises NothingDone, which says of each what is in the way and of one out of reach
    nothing but the id that was sent. P1 counts from registration; no figure of people changes.
    """
    wanted = {one.public_id: one.version for one in chosen}
    people = list(Participant.objects.with_row_lock().filter(public_id__in=wanted).select_related("line"))
    reached = {person.public_id: person for person in people if may_verify(person, by)}
    problems = [_out_of_reach(public_id) for public_id in wanted if public_id not in reached]
    problems += [words for person in reached.values() if (words := obstacle(person, wanted[person.public_id]))]
    if problems or not wanted:
        raise NothingDone(problems or ["Pilih paling sedikit satu peserta."])
    Participant.objects.filter(pk__in=[person.pk for person in people]).update(
        identity_state=IdentityState.VERIFIED,
        identity_note="",
        verified_at=Now(),
        verified_by=by,
        version=F("version") + 1,
    )
    return list(Participant.objects.filter(pk__in=[person.pk for person in people]).order_by("pk"))


@transaction.atomic
def return_with_reason(participant: Participant, *, by: User, reason: str, version: int | None = None) -> Participant:
    """Send a registration back to be corrected; also one verified before, which unlocks it.

    Raises NotAllowed out of the officer's duties, Refused without a reason or where it was returned already.
    """
    person = Participant.objects.with_row_lock().select_related("line").get(pk=participant.pk)
    require_verify(person, by)
    if not reason.strip():
        raise Refused("Tulis alasan pengembalian, agar kelurahan tahu apa yang harus diperbaiki.")
    if words := _left(person) or _changed(person, version):
        raise Refused(words)
    if not person.may_be_returned:
        raise Refused(f"{person.name} sudah dikembalikan dan menunggu perbaikan.")
    Participant.objects.filter(pk=person.pk).update(
        identity_state=IdentityState.RETURNED,
        identity_note=reason.strip(),
        verified_at=None,
        verified_by=None,
        version=F("version") + 1,
    )
    person.refresh_from_db()
    return person


def _out_of_reach(public_id: UUID) -> str:
    return f"Peserta dengan kode {public_id} tidak ada atau di luar tugas Anda."


def obstacle(person: Participant, version: int | None = None) -> str:
    """Why she cannot be verified now; empty when she can."""
    if words := _left(person):
        return words
    if not person.may_be_verified:
        return f"{person.name} ({person.registration_number}) tidak menunggu verifikasi lagi."
    return _changed(person, version)


def _left(person: Participant) -> str:
    return "" if person.is_active else f"{person.name} ({person.registration_number}) tidak aktif."


def _changed(person: Participant, version: int | None) -> str:
    if version is None or version == person.version:
        return ""
    return f"Data {person.name} ({person.registration_number}) berubah sejak Anda membukanya; periksa kembali."
