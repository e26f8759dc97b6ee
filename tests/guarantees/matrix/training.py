"""Training classes and their invitations."""

from datetime import timedelta
from uuid import uuid4

from foundation.days import today
from programs.training.models import Invitation, TrainingClass
from tests.factories import DURI_KEPA, MENTENG, TOMANG
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, page
from tests.guarantees.matrix.world import World

AREA, SUDIN = (
    ("kelurahan", "kecamatan", "lurah", "staf_lurah", "camat", "staf_camat"),
    ("kasatlak", "pendamping", "sudin", "kasudin"),
)
READERS = all_with(200, *AREA, *SUDIN)
RUNNER = all_with(200, "sudin")

PLACES = {
    "own": ("PPAPP", DURI_KEPA),
    "other_sudin": ("PAREKRAF", DURI_KEPA),
    "other_kecamatan": ("PPAPP", TOMANG),
    "other_city": ("PPAPP", MENTENG),
}
HERE, OURS = {"own", "other_sudin"}, {"own", "other_kecamatan"}
SEEN = dict.fromkeys(AREA, HERE) | dict.fromkeys(SUDIN, OURS)


def class_at(world: World, place: str) -> TrainingClass:
    """The class of that place; the same one however often it is asked for."""
    sudin, kelurahan = PLACES[place]
    return TrainingClass.objects.get_or_create(
        title=f"Kelas matriks {place}",
        defaults={
            "sudin_id": sudin,
            "kelurahan_id": kelurahan,
            "place": "Aula",
            "starts_on": today() + timedelta(days=3),
            "ends_on": today() + timedelta(days=4),
            "seats": 40,
            "created_by": world.registrar,
        },
    )[0]


def make_classes(world: World) -> dict:
    return {place: {"class_id": class_at(world, place).public_id} for place in PLACES} | {
        NOWHERE: {"class_id": uuid4()}
    }


def make_invitations(world: World) -> dict:
    """An invitation to each class, and one of another class asked for under ours."""
    found = {place: invited(world, class_at(world, place)) for place in PLACES}
    foreign = found["own"] | {"invitation_id": found["other_city"]["invitation_id"]}
    return found | {"foreign": foreign, NOWHERE: {"class_id": uuid4(), "invitation_id": uuid4()}}


def invited(world: World, training_class: TrainingClass) -> dict:
    invitation = Invitation.objects.create(
        participant=world.people["own"], training_class=training_class, invited_by=world.registrar
    )
    return {"class_id": training_class.public_id, "invitation_id": invitation.public_id}


KINDS = {"class": Kind(make_classes, SEEN), "invitation": Kind(make_invitations, SEEN)}

ROWS: list[Row] = [
    *page("training:list", READERS),
    *page("training:detail", READERS, kind="class"),
    *form("training:new", RUNNER, 422),
    *form("training:edit", RUNNER, 422, kind="class"),
    *form("training:cancel", RUNNER, 422, kind="class"),
    *form("training:invite", RUNNER, 409, kind="class"),
    *form("training:attendance", RUNNER, 422, kind="class"),
    *act("training:withdraw", all_with(302, "sudin"), kind="invitation"),
]
