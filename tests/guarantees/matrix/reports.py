"""Dashboards, the pages behind a number, exports."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.exports.models import Export, ExportKind, ExportState
from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, safe
from tests.guarantees.matrix.targets import COUNTERS
from tests.guarantees.matrix.world import World

READERS = all_with(200, *COUNTERS)


def make_exports(world: World) -> dict:
    """A finished export of the sudin officer and one of Bagian Perekonomian: each is its owner's alone."""
    made = {f"of_{name}": {"public_id": export_of(world, name).public_id} for name in ("sudin", "perekonomian")}
    return made | {NOWHERE: {"public_id": uuid4()}}


def export_of(world: World, name: str) -> Export:
    owner = world.user(name)
    return Export.objects.create(
        owner=owner,
        duties=owner.scope.key,
        kind=ExportKind.values[0],
        format=Export.Format.CSV,
        query="",
        words="",
        state=ExportState.READY,
        file=ContentFile(b"a,b", name="contoh.csv"),
        ready_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=1),
    )


KINDS = {"export": Kind(make_exports, {"sudin": {"of_sudin"}, "perekonomian": {"of_perekonomian"}})}

ROWS: list[Row] = [
    *safe("board:start", READERS),
    *safe("board:own", READERS),
    *safe("figures:why", READERS),
    Row("lists:people", "GET", READERS),
    # Whoever needs a reason is asked for it; the others' lists do not look at what is sent.
    Row("lists:people", "POST", READERS | {"perekonomian": 422}),
    *safe("exports:list", READERS),
    *act("exports:ask", all_with(422, *COUNTERS)),
    *safe("exports:detail", READERS, kind="export"),
    *safe("exports:download", READERS, kind="export"),
]
