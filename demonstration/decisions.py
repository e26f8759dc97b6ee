"""The target decisions of the demonstration: two that were published, and an example for the running year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models.functions import Now

from demonstration.staging import CITY
from offices.models import Region, TargetLine, User
from records.models import StageCode
from targets.models import DecisionState, Target, TargetDecision

LINES_2020 = {
    "PPKUKM.UKM": 9968,
    "PPKUKM.IKM": 2668,
    "SOSIAL": 214,
    "PAREKRAF": 200,
    "NAKERTRANSGI": 700,
    "PPAPP": 560,
    "KPKP": 1120,
}
REACHED_TODAY = {
    "PPKUKM.UKM": 84,
    "PPKUKM.IKM": 78,
    "SOSIAL": 97,
    "PAREKRAF": 46,
    "NAKERTRANSGI": 88,
    "PPAPP": 91,
    "KPKP": 72,
}
"""What the example of the running year is set by: its lines stand at about these per cent on the day of loading."""


def decide(by: User, today: date, this_year: Mapping[str, int]) -> None:
    """Put the three decisions in force, unless there are decisions. `this_year` says how many each line registers."""
    if TargetDecision.objects.exists():
        return
    _decision_2020(by)
    _ppapp_2023(by)
    _example(by, today, this_year)


def _decision_2020(by: User) -> None:
    decision = _in_force(
        by,
        title="Target Jakpreneur Jakarta Barat 2020",
        source="Berita 2020: 15.230 peserta sebelum 15 Desember 2020, dirinci untuk tujuh lini",
        starts_on=date(2020, 1, 1),
        due_on=date(2020, 12, 15),
        published_total=15230,
        difference_reason="Jumlah tujuh lini 15.430; selisih 200 dari angka yang diumumkan dibiarkan terlihat.",
    )
    _set(decision, {(line, CITY): value for line, value in LINES_2020.items()})


def _ppapp_2023(by: User) -> None:
    decision = _in_force(
        by,
        title="Target peserta baru PPAPP 2023",
        source="Berita 2023: 18 peserta baru untuk tiap kecamatan, 144 seluruhnya",
        starts_on=date(2023, 1, 1),
        due_on=date(2023, 12, 31),
        published_total=144,
    )
    kecamatan = Region.objects.inside(CITY).kecamatan().values_list("pk", flat=True)
    _set(decision, {("PPAPP", code): 18 for code in kecamatan})


def _example(by: User, today: date, this_year: Mapping[str, int]) -> None:
    """Values that leave the running year something to do, whatever the size of the demonstration."""
    begun = date(today.year, 1, 1)
    values = {line: max(10, round(this_year.get(line, 0) * 10 / share) * 10) for line, share in REACHED_TODAY.items()}
    decision = _in_force(
        by,
        title=f"Contoh target {today.year}",
        source="Angka rekaan untuk mencoba portal; bukan keputusan",
        starts_on=begun,
        due_on=date(today.year, 12, 31),
        published_total=sum(values.values()),
        is_example=True,
    )
    _set(decision, {(line, CITY): value for line, value in values.items()})


def _in_force(by: User, **values: Any) -> TargetDecision:
    return TargetDecision.objects.create(
        region_id=CITY,
        stage_id=StageCode.REGISTRATION,
        state=DecisionState.IN_FORCE,
        in_force_at=Now(),
        in_force_by=by,
        created_by=by,
        **values,
    )


def _set(decision: TargetDecision, values: dict[tuple[str, str], int]) -> None:
    """`values` by line and region, all due with the decision."""
    known = set(TargetLine.objects.values_list("pk", flat=True))
    Target.objects.bulk_create(
        Target(decision=decision, line_id=line, region_id=region, value=value, due_on=decision.due_on)
        for (line, region), value in values.items()
        if line in known
    )
