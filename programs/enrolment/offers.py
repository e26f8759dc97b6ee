"""What an officer may do with one participant, for the person's page: the verbs still decide."""

from dataclasses import dataclass

from django.urls import reverse

from offices.models import User
from offices.roles import Act
from participants.models import Participant
from participants.people import HOLDS_NIK, IdentityState, State


@dataclass(frozen=True)
class Offer:
    """A link to a page of this room. `rare` ones stand apart: they end something."""

    label: str
    url: str
    icon: str
    rare: bool = False


def offers_for(person: Participant, user: User) -> list[Offer]:
    """The pages this officer may open for her as she stands now, in the order of use. No query."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    active = person.state == State.ACTIVE
    wanted = [
        (active and person.identity_state != IdentityState.RETURNED, Act.VERIFY, "verify", *_verification(person)),
        (active, Act.CORRECT, "edit", "Perbaiki data", "pencil"),
        (active, Act.CORRECT, "add_business", "Tambah usaha", "shop"),
        (person.state in HOLDS_NIK, Act.SEE_PEOPLE, "receipt", "Tanda terima", "printer"),
        (active, Act.WITHDRAW, "withdraw", "Undurkan peserta", "box-arrow-right", True),
        (person.state == State.WITHDRAWN, Act.WITHDRAW, "reactivate", "Aktifkan kembali", "arrow-repeat"),
        (person.state in HOLDS_NIK, Act.WITHDRAW, "misregister", "Salah daftar", "x-octagon", True),
    ]
    return [
        Offer(label, reverse(f"enrolment:{name}", args=[person.public_id]), icon, *rare)
        for fits, act, name, label, icon, *rare in wanted
        if fits and user.scope.may(act, **at)
    ]


def _verification(person: Participant) -> tuple[str, str]:
    return ("Kembalikan ke kelurahan", "arrow-return-left") if person.is_locked else ("Verifikasi", "patch-check")
