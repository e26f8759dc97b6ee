"""API v1: the same reach as the pages, by token. No token is 401; what one may not do is 403."""

from uuid import uuid4

from foundation.days import today
from tests.guarantees.matrix import records, targets
from tests.guarantees.matrix.actors import all_with, everybody_sees
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, call
from tests.guarantees.matrix.world import SEES_PEOPLE, World, addresses_of


def make_people(world: World) -> dict:
    return {position: {"id": person.public_id} for position, person in world.people.items()} | {
        NOWHERE: {"id": uuid4()}
    }


def make_records(world: World) -> dict:
    return {place: {"id": found["record_id"]} for place, found in records.make_records(world).items()}


def make_own_records(world: World) -> dict:
    return {place: {"id": found["record_id"]} for place, found in records.make_own_records(world).items()}


def referred_for(stage: str) -> dict:
    """A referral for P4 lets P4 be recorded, and nothing else."""
    return {} if stage == "P4" else records.ONLY_P4


def make_decisions(world: World) -> dict:
    return {position: {"id": found["public_id"]} for position, found in targets.make_decisions(world).items()}


def make_regions(world: World) -> dict:
    return {"own": {"pk": "31.73.05.1005"}, "other_city": {"pk": "31.71"}, NOWHERE: {"pk": "99"}}


def make_sudin(world: World) -> dict:
    return {"own": {"pk": "PPAPP"}, NOWHERE: {"pk": "TIDAKADA"}}


NOBODY = everybody_sees()

# Shown to the sudin by a referral for P4, which is not for her to verify.
REFERRED_ONLY = {("sudin", "referred"): 403, ("sudin", "referred_near"): 403}

DAY = today().isoformat()
GOING_ON = {"reason": "Matriks"}
COMPLETIONS = {
    "P3": GOING_ON | {"visited_on": DAY, "mentor": "Pendamping", "place": "Rumah", "note": "Kunjungan"},
    "P4": GOING_ON | {"kind": "nib", "number": "1234567890123", "issuer": "OSS", "issued_on": DAY},
    "P5": GOING_ON | {"channel": "Lokapasar", "url": "https://toko.example/contoh", "opened_on": DAY},
    "P6": GOING_ON | {"month": DAY, "amount": "1.000.000"},
    "P7": GOING_ON
    | {"lender": "Bank Contoh", "kind": "kur", "amount": "1.000.000", "applied_on": DAY, "disbursed_on": DAY},
}

KINDS = {
    "addressed": Kind(addresses_of, NOBODY | SEES_PEOPLE),
    "record": Kind(make_records, NOBODY | SEES_PEOPLE),
    "own_record": Kind(make_own_records, NOBODY | records.KINDS["own_record"].seen),
    "person": Kind(make_people, NOBODY | SEES_PEOPLE),
    "decision": Kind(make_decisions, NOBODY | targets.SEEN),
    # Reference data: the same for everybody with an account.
    "region": Kind(make_regions, everybody_sees("own", "other_city")),
    "sudin": Kind(make_sudin, everybody_sees("own")),
}

ROWS: list[Row] = [
    call("api-region-list", "GET", all_with(200)),
    call("api-region-detail", "GET", all_with(200), kind="region"),
    call("api-sudin-list", "GET", all_with(200)),
    call("api-sudin-detail", "GET", all_with(200), kind="sudin"),
    call("api-participant-list", "GET", all_with(200)),
    call("api-participant-list", "POST", all_with(400)),
    call("api-participant-detail", "GET", all_with(200), kind="person"),
    call("api-participant-verify", "POST", all_with(403) | {"sudin": 200}, kind="person", unless=REFERRED_ONLY),
    call(
        "api-participant-send-back",
        "POST",
        all_with(403) | {"sudin": 200},
        kind="person",
        unless=REFERRED_ONLY,
        data={"reason": "KTP tidak terbaca"},
    ),
    *[
        call(
            f"api-complete-{stage}",
            "POST",
            # Whoever sees her gets as far as the verb, which asks for the right.
            all_with(403) | all_with(201, "kasatlak", "pendamping", "sudin"),
            kind="addressed",
            unless=referred_for(stage),
            data=body,
        )
        for stage, body in COMPLETIONS.items()
    ],
    call("api-record-list", "GET", all_with(200)),
    call(
        "api-record-void",
        "POST",
        all_with(403) | all_with(200, "kasatlak", "pendamping", "sudin"),
        kind="record",
        unless=records.ONLY_P4,
        data={"reason": "Salah ketik"},
    ),
    call(
        "api-record-void",
        "POST",
        all_with(403) | all_with(200, "kasatlak", "pendamping", "sudin"),
        kind="own_record",
        data={"reason": "Salah ketik"},
    ),
    call("api-target-list", "GET", all_with(200)),
    call("api-target-detail", "GET", all_with(200), kind="decision"),
    call("api-progress", "GET", all_with(200)),
]
