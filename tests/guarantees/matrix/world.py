"""What is asked for: the actors of one run, and the objects at every position."""

from datetime import timedelta
from uuid import uuid4

from foundation.days import today
from offices.roles import Role
from offices.sudin import Sudin
from offices.users import User
from participants.participants import Participant
from records.models import StageCode
from referrals import referring as referral
from tests.factories import DURI_KEPA, KEDOYA_UTARA, MENTENG, TOMANG, give, participant
from tests.guarantees.matrix.actors import ANONYMOUS, EVERYBODY, Actor


class World:
    """Actors and participants, made once per room; everything a request changes is rolled back."""

    def __init__(self) -> None:
        self.actors = {name: Actor(name) for name in (*EVERYBODY, ANONYMOUS)}
        self.registrar = User.objects.create_user("matriks.pencatat", "Pencatat Matriks")
        for kelurahan in (DURI_KEPA, KEDOYA_UTARA, TOMANG, MENTENG):
            give(self.registrar, Role.KELURAHAN, kelurahan)
        self.people = self._people()

    def user(self, actor: str) -> User:
        return self.actors[actor].user

    def _people(self) -> dict[str, Participant]:
        """One person at each position, seen from Duri Kepa and PPAPP; two are referred to PPAPP for P4."""

        def registered(line: str, kelurahan: str) -> Participant:
            return participant(line, kelurahan, by=self.registrar)

        people = {
            "own": registered("PPAPP", DURI_KEPA),
            "sibling": registered("PPAPP", KEDOYA_UTARA),
            "other_kecamatan": registered("PPAPP", TOMANG),
            "other_city": registered("PPAPP", MENTENG),
            "other_sudin": registered("PAREKRAF", DURI_KEPA),
            "referred": registered("PPKUKM.UKM", TOMANG),
            "referred_near": registered("PPKUKM.UKM", KEDOYA_UTARA),
        }
        for position in ("referred", "referred_near"):
            referral.refer(
                people[position],
                StageCode.PERMIT,
                to_sudin=Sudin.objects.get(pk="PPAPP"),
                reason="Matriks",
                ends_on=today() + timedelta(days=30),
                by=self.registrar,
            )
        return people


def addresses_of(world: World) -> dict[str, dict[str, object]]:
    """Each person's address argument, and that of nobody."""
    return {position: {"participant_id": person.public_id} for position, person in world.people.items()} | {
        "nowhere": {"participant_id": uuid4()}
    }


# Written down here and not computed from the role table: this is what is to be shown.
SEES_PEOPLE = {
    "kelurahan": {"own", "other_sudin"},
    "kecamatan": {"own", "sibling", "other_sudin", "referred_near"},
    "lurah": {"own", "other_sudin"},
    "staf_lurah": {"own", "other_sudin"},
    "camat": {"own", "sibling", "other_sudin", "referred_near"},
    "staf_camat": {"own", "sibling", "other_sudin", "referred_near"},
    "kasatlak": {"own", "sibling", "referred_near"},
    "pendamping": {"own", "sibling", "referred_near"},
    "sudin": {"own", "sibling", "other_kecamatan", "referred", "referred_near"},
    "kasudin": {"own", "sibling", "other_kecamatan", "referred", "referred_near"},
}
