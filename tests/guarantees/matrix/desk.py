"""Registering, a person's page, corrections, leaving, verification."""

from uuid import uuid4

from desk.registering import drafts
from participants.businesses import Business, Field
from participants.identity import read_nik
from tests.factories import fresh_nik
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, safe
from tests.guarantees.matrix.world import SEES_PEOPLE, World, addresses_of

READERS = all_with(200, *SEES_PEOPLE)
CLERKS = all_with(200, "kelurahan", "kecamatan", "sudin")
REVEALERS = ("kelurahan", "kecamatan", "kasatlak", "pendamping", "sudin")
VERIFIERS = all_with(200, "sudin")

# Correcting, leaving and verifying stay with who has charge of her: not for whom she was referred to.
MAY_CHANGE = {
    "kelurahan": {"own", "other_sudin"},
    "kecamatan": {"own", "sibling", "other_sudin", "referred_near"},
    "sudin": {"own", "sibling", "other_kecamatan"},
}


def make_businesses(world: World) -> dict:
    """A business of each person, and one asked for under another person's address."""
    found = {
        position: {"participant_id": person.public_id, "business_id": business_of(person).public_id}
        for position, person in world.people.items()
    }
    foreign = found["own"] | {"business_id": found["other_city"]["business_id"]}
    return found | {"foreign": foreign, NOWHERE: {"participant_id": uuid4(), "business_id": uuid4()}}


def business_of(person):
    return Business.objects.create(
        participant=person, name="Usaha Contoh", field=Field.CULINARY, recorded_by=person.registered_by
    )


def make_drafts(world: World) -> dict:
    """The kelurahan officer's draft, the sudin officer's, and none."""
    made = {
        f"of_{name}": {"draft_id": drafts.begin(read_nik(fresh_nik()), by=world.user(name), typed={}).public_id}
        for name in ("kelurahan", "sudin")
    }
    return made | {NOWHERE: {"draft_id": uuid4()}}


def make_secrets(world: World) -> dict:
    return {position: found | {"what": "nik"} for position, found in addresses_of(world).items()}


KINDS = {
    "secret": Kind(make_secrets, SEES_PEOPLE),
    "person": Kind(addresses_of, SEES_PEOPLE),
    "charge": Kind(addresses_of, MAY_CHANGE),
    "business": Kind(make_businesses, MAY_CHANGE),
    "draft": Kind(make_drafts, {"kelurahan": {"of_kelurahan"}, "sudin": {"of_sudin"}}),
}

ROWS: list[Row] = [
    *form("registering:begin", CLERKS, 422),
    # What another officer sends is kept and not acted on; for the draft, and for none, the answer is the same.
    Row("registering:form", "GET", CLERKS, kind="draft", hidden=302),
    Row("registering:form", "POST", all_with(422, "kelurahan", "kecamatan", "sudin"), kind="draft", hidden=302),
    *act("registering:discard", all_with(302, "kelurahan", "kecamatan", "sudin"), kind="draft"),
    *safe("people:list", READERS),
    *act("people:find", all_with(302, *SEES_PEOPLE)),
    *safe("person:detail", READERS, kind="person"),
    *safe("person:history", READERS, kind="person"),
    *act("person:reveal", all_with(200, *REVEALERS), kind="secret"),
    *safe("person:receipt", READERS, kind="person"),
    *form("person:edit", CLERKS, 422, kind="charge"),
    *form("person:add_business", CLERKS, 422, kind="charge"),
    *form("person:edit_business", CLERKS, 422, kind="business"),
    *form("person:withdraw", CLERKS, 422, kind="charge"),
    Row("person:reactivate", "GET", dict.fromkeys(CLERKS, 302), kind="charge"),
    Row("person:reactivate", "POST", dict.fromkeys(CLERKS, 422), kind="charge"),
    *form("person:misregister", CLERKS, 422, kind="charge"),
    *safe("verifying:list", VERIFIERS),
    *safe("verifying:returned", CLERKS),
    *form("verifying:verify", VERIFIERS, 422, kind="charge"),
    *act("verifying:send_back", all_with(422, "sudin"), kind="charge"),
    *act("verifying:preview", VERIFIERS),
    *act("verifying:verify_many", all_with(409, "sudin")),
    # Answers to everybody, and keeps something only for a form with the draft's own seal.
    Row("registering:autosave", "GET", {}, kind="draft", denied=405),
    Row("registering:autosave", "POST", {}, kind="draft", denied=200, anonymous=200),
]
