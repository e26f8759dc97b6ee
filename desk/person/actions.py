"""What an officer may do with one participant, for the person's page: the verbs still decide."""

from dataclasses import dataclass

from django.urls import reverse

from offices.models import User
from offices.roles import Act
from participants.models import Participant
from participants.participants import ParticipantState


@dataclass(frozen=True)
class Action:
    """A link to a page of this room. `rare` ones stand apart: they end something."""

    label: str
    url: str
    icon: str
    rare: bool = False


def actions_for(person: Participant, user: User) -> list[Action]:
    """The pages this officer may open for her as she stands now, in the order of use. No query."""
    active, holds_nik = person.is_active, person.holds_nik
    withdrawn = person.state == ParticipantState.WITHDRAWN
    offers = [
        (person.may_be_returned, Act.VERIFY, _offer(person, "verifying:verify", *_verification(person))),
        (active, Act.CORRECT, _offer(person, "person:edit", "Perbaiki data", "pencil")),
        (active, Act.CORRECT, _offer(person, "person:add_business", "Tambah usaha", "shop")),
        (holds_nik, Act.SEE_PEOPLE, _offer(person, "person:receipt", "Tanda terima", "printer")),
        (active, Act.WITHDRAW, _offer(person, "person:withdraw", "Undurkan peserta", "box-arrow-right", rare=True)),
        (withdrawn, Act.WITHDRAW, _offer(person, "person:reactivate", "Aktifkan kembali", "arrow-repeat")),
        (holds_nik, Act.WITHDRAW, _offer(person, "person:misregister", "Salah daftar", "x-octagon", rare=True)),
    ]
    region, sudin = person.kelurahan_id, person.line.sudin_id
    return [offer for fits, act, offer in offers if fits and user.scope.may(act, region=region, sudin=sudin)]


def _offer(person: Participant, name: str, label: str, icon: str, *, rare: bool = False) -> Action:
    return Action(label, reverse(name, args=[person.public_id]), icon, rare)


def _verification(person: Participant) -> tuple[str, str]:
    if person.may_be_verified:
        return "Verifikasi", "patch-check"
    return "Kembalikan ke kelurahan", "arrow-return-left"
