"""Target decisions that tests need: the city's own of 2020, PPAPP's of 2023."""

from datetime import date

from offices.models import Region
from offices.roles import Role
from records.models import Stage
from targets import deciding
from targets.models import TargetDecision
from tests import factories

LINES_2020 = {
    "PPKUKM.UKM": 9968, "PPKUKM.IKM": 2668, "SOSIAL": 214, "PAREKRAF": 200, "NAKERTRANSGI": 700, "PPAPP": 560,
    "KPKP": 1120,
}  # fmt: skip
CELLS_2020 = {(line, "31.73"): value for line, value in LINES_2020.items()}
CELLS_2023 = {("PPAPP", f"31.73.{number:02d}"): 18 for number in range(1, 9)}


def values(**changes) -> dict:
    return {
        "title": "Target Jakpreneur 2020 Jakarta Barat",
        "number": "",
        "decided_on": None,
        "source": "Berita resmi kota, 2020",
        "region": Region.objects.get(pk="31.73"),
        "stage": Stage.objects.get(pk="P1"),
        "unit": "people",
        "starts_on": date(2020, 1, 1),
        "due_on": date(2020, 12, 15),
        "published_total": 15230,
        "part_of": None,
        "is_separate": False,
        "is_example": False,
    } | changes


def of_2020(by=None, **changes) -> TargetDecision:
    """In force, with its selisih of 200 and the reason."""
    return in_force(CELLS_2020, by=by, reason="Diumumkan tanpa Parekraf.", **changes)


def of_2023(by=None) -> TargetDecision:
    """18 for each of eight kecamatan, PPAPP alone."""
    about = {"title": "PPAPP 2023", "starts_on": date(2023, 1, 1), "due_on": date(2023, 12, 31)}
    return in_force(CELLS_2023, by=by, **about, published_total=144)


def in_force(cells, by=None, reason="", **changes) -> TargetDecision:
    by = by or factories.user_with(Role.PEREKONOMIAN)
    decision = deciding.draft(values(**changes), cells, by=by, reason="Contoh uji")
    return deciding.put_in_force(decision, decision.version, by=by, reason=reason)
