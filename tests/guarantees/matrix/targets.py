"""Decisions on targets."""

from datetime import date
from uuid import uuid4

from records.models import Stage
from targets.models import DecisionState, TargetDecision
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, safe
from tests.guarantees.matrix.world import World

COUNTERS = (
    "kelurahan", "kecamatan", "lurah", "staf_lurah", "camat", "staf_camat", "kasatlak", "pendamping", "sudin", "kasudin",
    "perekonomian", "walikota", "staf_walikota", "sekretaris", "asekbang",
)  # fmt: skip
SETTER = all_with(200, "perekonomian")

# Drafts are for whoever sets targets; nobody sees those of another city.
SEEN = {role: {"in_force"} for role in COUNTERS} | {"perekonomian": {"in_force", "draft"}}


def make_decisions(world: World) -> dict:
    """A decision in force and a draft here, and a decision of another city."""
    return {
        "in_force": made("31.73", DecisionState.IN_FORCE),
        "draft": made("31.73", DecisionState.DRAFT),
        "other_city": made("31.71", DecisionState.IN_FORCE),
        NOWHERE: {"public_id": uuid4()},
    }


def made(region: str, state: str) -> dict:
    decision = TargetDecision.objects.create(
        title="Keputusan matriks",
        source="uji",
        region_id=region,
        stage=Stage.objects.get(pk="P1"),
        starts_on=date(2026, 1, 1),
        due_on=date(2026, 12, 15),
        state=state,
    )
    return {"public_id": decision.public_id}


KINDS = {"decision": Kind(make_decisions, SEEN)}

ROWS: list[Row] = [
    *safe("targets:list", all_with(200, *COUNTERS)),
    *safe("targets:detail", all_with(200, *COUNTERS), kind="decision"),
    *form("targets:golive", SETTER, 422),
    *form("targets:new", SETTER, 422),
    Row("targets:edit", "GET", SETTER, kind="decision", unless={("perekonomian", "in_force"): 302}),
    Row("targets:edit", "POST", dict.fromkeys(SETTER, 422), kind="decision"),
    *act("targets:enforce", all_with(422, "perekonomian"), kind="decision"),
    *act(
        "targets:replace",
        all_with(302, "perekonomian"),
        kind="decision",
        unless={("perekonomian", "draft"): 409},
    ),
]
