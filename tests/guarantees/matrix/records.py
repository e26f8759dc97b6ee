"""Stage forms, records, their evidence, referrals."""

from datetime import date, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils.timezone import now

from foundation.days import today
from foundation.reasons import UsualReason
from offices.sudin import Sudin
from participants.shares import Share
from programs.financing.models import Financing, FinancingKind
from records.models import Evidence, Expectation, StageCode, StageRecord
from referrals import referring
from referrals.models import Referral, Result
from tests.factories import KEDOYA_UTARA, participant
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, safe
from tests.guarantees.matrix.world import SEES_PEOPLE, World, addresses_of

RECORDERS = all_with(200, "kasatlak", "pendamping", "sudin")
ADMINISTRATOR = all_with(200, "administrator")
READERS = all_with(200, *SEES_PEOPLE)
# Seen by a referral for P4 alone: every other stage, and what the sudin in charge recorded, is not for them.
ONLY_P4 = {
    ("sudin", "referred"): 403,
    ("sudin", "referred_near"): 403,
    ("kasatlak", "referred_near"): 403,
    ("pendamping", "referred_near"): 403,
}


def record_of(person) -> StageRecord:
    """A P4 record of this person, written beside the verb: whoever may record it is what is to be shown."""
    record = person.stage_records.filter(stage=StageCode.PERMIT).first()
    if record is None:
        record = person.stage_records.get(stage=StageCode.REGISTRATION)
        record.pk, record.public_id, record.stage_id, record.is_first = None, uuid4(), StageCode.PERMIT, False
        record.save(force_insert=True)
    return record


def make_records(world: World) -> dict:
    return {place: {"record_id": record_of(person).public_id} for place, person in world.people.items()} | {
        NOWHERE: {"record_id": uuid4()}
    }


def make_evidence(world: World) -> dict:
    return {place: {"evidence_id": evidence_of(person).public_id} for place, person in world.people.items()} | {
        NOWHERE: {"evidence_id": uuid4()}
    }


def evidence_of(person) -> Evidence:
    return Evidence.objects.create(
        record=record_of(person),
        file=ContentFile(b"%PDF-1.4 contoh", name="contoh.pdf"),
        name="contoh.pdf",
        content_type="application/pdf",
        size=15,
        sha256="0" * 64,
        added_by=person.registered_by,
    )


def make_expectations(world: World) -> dict:
    """One for the whole programme, and none."""
    return {
        "own": {"expectation_id": Expectation.objects.get(stage="P2").public_id},
        NOWHERE: {"expectation_id": uuid4()},
    }


def make_usual_reasons(world: World) -> dict:
    """One for the whole programme, and none."""
    return {"own": {"reason_id": UsualReason.objects.get(code="early-1").public_id}, NOWHERE: {"reason_id": uuid4()}}


def make_financings(world: World) -> dict:
    return {place: {"financing_id": financing_of(person).public_id} for place, person in world.people.items()} | {
        NOWHERE: {"financing_id": uuid4()}
    }


def financing_of(person) -> Financing:
    return Financing.objects.create(
        participant=person,
        lender="Bank Contoh",
        kind=FinancingKind.values[0],
        amount=1_000_000,
        applied_on=date(2026, 1, 5),
        recorded_by=person.registered_by,
    )


def referral_near(world: World, line: str, to: str) -> Referral:
    """Of somebody in Kedoya Utara, beside Duri Kepa in one kecamatan."""
    person = participant(line, KEDOYA_UTARA, by=world.registrar)
    until, sudin = today() + timedelta(days=30), Sudin.objects.get(pk=to)
    return referring.refer(
        person, StageCode.PERMIT, to_sudin=sudin, reason="Matriks", ends_on=until, by=world.registrar
    )


def answered(referral: Referral) -> StageRecord:
    """A record of the receiving sudin."""
    record = record_of(referral.participant)
    record.pk, record.public_id, record.acting_sudin = None, uuid4(), referral.to_sudin
    record.recorded_at = now()
    record.save(force_insert=True)
    return record


def closed(world: World, referral: Referral) -> Referral:
    Referral.objects.filter(pk=referral.pk).end(by=world.registrar, result=Result.DONE)
    return referral


def expired(referral: Referral) -> Referral:
    past = today() - timedelta(days=3)
    Share.objects.filter(pk=referral.share_id).update(starts_on=past, ends_on=past)
    return referral


def make_own_records(world: World) -> dict:
    """Records that PPAPP made by referral: it is open, was closed, ran out; and, after the end, one of somebody else."""
    made, over = {}, referral_near(world, "PPKUKM.UKM", "PPAPP")
    for place, end in (("open", None), ("closed", lambda row: closed(world, row)), ("expired", expired)):
        referral = referral_near(world, "PPKUKM.UKM", "PPAPP")
        made[place] = answered(referral)
        if end:
            end(referral)
    made["theirs"] = record_of(closed(world, over).participant)
    return {place: {"record_id": row.public_id} for place, row in made.items()} | {NOWHERE: {"record_id": uuid4()}}


def make_referrals(world: World) -> dict:
    """To PPAPP, from PPAPP, between two others in Duri Kepa, and of another city; answered, closed and run out."""
    made = {"incoming": Referral.objects.get(participant=world.people["referred"])}
    for place, person, sudin in (
        ("outgoing", "own", "PPKUKM"),
        ("between_others", "other_sudin", "PPKUKM"),
        ("other_city", "other_city", "PPKUKM"),
    ):
        made[place] = referring.refer(
            world.people[person],
            StageCode.PERMIT,
            to_sudin=Sudin.objects.get(pk=sudin),
            reason="Matriks",
            ends_on=today() + timedelta(days=30),
            by=world.registrar,
        )
    made |= {
        f"{place}_near": referral_near(world, "PPKUKM.UKM", "PPAPP") for place in ("answered", "closed", "expired")
    }
    made["outgoing_answered"] = referral_near(world, "PPAPP", "PPKUKM")
    for place in ("answered_near", "outgoing_answered"):
        answered(made[place])
    closed(world, made["closed_near"])
    expired(made["expired_near"])
    return {place: {"referral_id": row.public_id} for place, row in made.items()} | {NOWHERE: {"referral_id": uuid4()}}


NEAR = {"answered_near", "closed_near", "expired_near", "outgoing_answered"}
OWN = {"open", "closed", "expired"}


KINDS = {
    "person": Kind(addresses_of, SEES_PEOPLE),
    "record": Kind(make_records, SEES_PEOPLE),
    "evidence": Kind(make_evidence, SEES_PEOPLE),
    "financing": Kind(make_financings, SEES_PEOPLE),
    "expectation": Kind(make_expectations, {"administrator": {"own"}}),
    "usual_reason": Kind(make_usual_reasons, {"administrator": {"own"}}),
    "referral": Kind(
        make_referrals,
        {
            "kelurahan": {"outgoing", "between_others"},
            "kecamatan": {"outgoing", "between_others"} | NEAR,
            "kasatlak": {"outgoing"} | NEAR,
            "pendamping": {"outgoing"} | NEAR,
            "sudin": {"incoming", "outgoing"} | NEAR,
        },
    ),
    "own_record": Kind(
        make_own_records,
        dict.fromkeys(("kasatlak", "pendamping", "sudin", "kasudin"), OWN)
        | dict.fromkeys(("kecamatan", "camat", "staf_camat"), OWN | {"theirs"}),
    ),
}

CLOSERS = all_with(200, "kelurahan", "kecamatan", "sudin", "kasatlak", "pendamping")
# Those who referred take back what no record answers; who may not refer closes nothing that went out.
CLOSING = {
    ("kasatlak", "outgoing"): 403,
    ("pendamping", "outgoing"): 403,
    ("kasatlak", "outgoing_answered"): 403,
    ("pendamping", "outgoing_answered"): 403,
    ("sudin", "outgoing_answered"): 403,
    ("kecamatan", "outgoing_answered"): 403,
    ("kecamatan", "answered_near"): 403,
}
OVER = [(role, "closed_near") for role in ("kecamatan", "kasatlak", "pendamping", "sudin")]

ROWS: list[Row] = [
    *form("permits:record", RECORDERS, 422, kind="person"),
    *form("mentoring:record", RECORDERS, 422, kind="person", unless=ONLY_P4),
    *form("shops:record", RECORDERS, 422, kind="person", unless=ONLY_P4),
    *form("turnover:record", RECORDERS, 422, kind="person", unless=ONLY_P4),
    *form("financing:apply", RECORDERS, 422, kind="person", unless=ONLY_P4),
    *form("financing:decide", RECORDERS, 422, kind="financing", unless=ONLY_P4),
    *act("mentoring:joint", all_with(409, "kasatlak", "pendamping", "sudin")),
    *form("records:void", RECORDERS, 422, kind="record", unless=ONLY_P4),
    Row("records:attach", "GET", RECORDERS | {"kelurahan": 403, "kecamatan": 403}, kind="record"),
    Row("records:attach", "POST", dict.fromkeys(RECORDERS, 422) | {"kelurahan": 403, "kecamatan": 403}, kind="record"),
    *safe("records:evidence", READERS, kind="evidence"),
    *safe("expectations:list", ADMINISTRATOR),
    *form("expectations:new", ADMINISTRATOR, 422),
    *form("expectations:edit", ADMINISTRATOR, 422, kind="expectation"),
    *safe("reasons:list", ADMINISTRATOR),
    *form("reasons:new", ADMINISTRATOR, 422),
    *form("reasons:edit", ADMINISTRATOR, 422, kind="usual_reason"),
    *safe("referrals:list", RECORDERS | {"kelurahan": 200, "kecamatan": 200}),
    *form(
        "referrals:refer",
        all_with(200, "kelurahan", "kecamatan", "sudin"),
        422,
        kind="person",
        unless={("sudin", "referred"): 403, ("sudin", "referred_near"): 403},
    ),
    Row("referrals:close", "GET", CLOSERS, kind="referral", unless=CLOSING | dict.fromkeys(OVER, 302)),
    Row("referrals:close", "POST", dict.fromkeys(CLOSERS, 422), kind="referral", unless=CLOSING),
    *safe("records:detail", READERS, kind="record"),
    *safe("records:detail", READERS, kind="own_record"),
    *form("records:void", RECORDERS, 422, kind="own_record"),
    Row("records:attach", "GET", RECORDERS | {"kelurahan": 403, "kecamatan": 403}, kind="own_record"),
    Row(
        "records:attach",
        "POST",
        dict.fromkeys(RECORDERS, 422) | {"kelurahan": 403, "kecamatan": 403},
        kind="own_record",
    ),
]
