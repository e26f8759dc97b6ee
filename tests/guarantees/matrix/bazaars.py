"""Bazaars, their stands and days."""

from datetime import timedelta
from uuid import uuid4

from foundation.days import today
from programs.bazaars.models import Bazaar, Exhibitor, Funding
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, page
from tests.guarantees.matrix.training import PLACES, READERS, RUNNER, SEEN
from tests.guarantees.matrix.world import World


def bazaar_at(world: World, place: str) -> Bazaar:
    """The bazaar of that place; the same one however often it is asked for."""
    sudin, kelurahan = PLACES[place]
    return Bazaar.objects.get_or_create(
        name=f"Bazar matriks {place}",
        defaults={
            "sudin_id": sudin,
            "kelurahan_id": kelurahan,
            "place": "Lapangan",
            "starts_on": today(),
            "ends_on": today() + timedelta(days=1),
            "funding": Funding.values[0],
            "stands": 30,
            "created_by": world.registrar,
        },
    )[0]


def make_bazaars(world: World) -> dict:
    return {place: {"bazaar_id": bazaar_at(world, place).public_id} for place in PLACES} | {
        NOWHERE: {"bazaar_id": uuid4()}
    }


def make_days(world: World) -> dict:
    """The first day of each bazaar, and a day on which ours is not held."""
    days = {place: found | {"day": today().isoformat()} for place, found in make_bazaars(world).items()}
    return days | {"no_such_day": days["own"] | {"day": "2020-01-01"}}


def make_exhibitors(world: World) -> dict:
    """A stand in each bazaar, and one of another bazaar asked for under ours."""
    found = {place: exhibiting(world, bazaar_at(world, place)) for place in PLACES}
    foreign = found["own"] | {"exhibitor_id": found["other_city"]["exhibitor_id"]}
    return found | {"foreign": foreign, NOWHERE: {"bazaar_id": uuid4(), "exhibitor_id": uuid4()}}


def exhibiting(world: World, bazaar: Bazaar) -> dict:
    exhibitor = Exhibitor.objects.create(
        bazaar=bazaar, participant=world.people["own"], stand=1, chosen_by=world.registrar
    )
    return {"bazaar_id": bazaar.public_id, "exhibitor_id": exhibitor.public_id}


KINDS = {
    "bazaar": Kind(make_bazaars, SEEN),
    "day": Kind(make_days, SEEN),
    "exhibitor": Kind(make_exhibitors, SEEN),
}

ROWS: list[Row] = [
    *page("bazaars:list", READERS),
    *page("bazaars:detail", READERS, kind="bazaar"),
    *form("bazaars:new", RUNNER, 422),
    *form("bazaars:edit", RUNNER, 422, kind="bazaar"),
    *form("bazaars:cancel", RUNNER, 422, kind="bazaar"),
    *form("bazaars:choose", RUNNER, 409, kind="bazaar"),
    Row("bazaars:day", "GET", RUNNER, kind="day", unless={("sudin", "no_such_day"): 302}),
    Row("bazaars:day", "POST", dict.fromkeys(RUNNER, 422), kind="day"),
    *form("bazaars:replace", RUNNER, 409, kind="exhibitor"),
    *act("bazaars:withdraw", all_with(302, "sudin"), kind="exhibitor"),
]
