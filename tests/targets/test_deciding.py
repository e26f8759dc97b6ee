"""Target decisions: sums are computed, the published total stays beside them, nothing in force is changed."""

from datetime import date

import pytest

from foundation.errors import NeedsReason, NotAllowed, Refused, Stale
from offices.roles import Role
from targets import deciding
from targets.models import DecisionState, TargetDecision
from targets.sums import TargetTable
from tests import decisions, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db):
    return factories.user_with(Role.PEREKONOMIAN)


def test_the_decision_of_2020_shows_its_sum_its_published_total_and_who_explains_the_difference(by):
    sums = TargetTable.of(decisions.of_2020(by)).sums()

    assert (sums.computed, sums.published, sums.difference) == (15430, 15230, 200)
    assert sums.explained_by == ("Parekraf",)


def test_putting_in_force_with_a_selisih_needs_a_reason_and_keeps_it(by):
    decision = deciding.draft(decisions.values(), decisions.CELLS_2020, by=by)
    with pytest.raises(NeedsReason, match=r"15\.430.*15\.230.*selisih 200.*Parekraf"):
        deciding.put_in_force(decision, decision.version, by=by)
    assert TargetDecision.objects.get().state == DecisionState.DRAFT

    deciding.put_in_force(decision, decision.version, by=by, reason="Diumumkan tanpa Parekraf.")

    assert TargetDecision.objects.get().difference_reason == "Diumumkan tanpa Parekraf."


def test_a_decision_without_selisih_needs_none(by):
    assert decisions.of_2023(by).is_in_force


def test_two_trees_that_disagree_need_a_reason(by):
    cells = {("PPAPP", "31.73"): 150} | {(None, area): value for (_, area), value in decisions.CELLS_2023.items()}
    with pytest.raises(NeedsReason, match=r"menurut sudin \(150\).*menurut wilayah \(144\); selisih 6"):
        decisions.in_force(cells, by=by, published_total=150)


def test_a_target_of_an_area_is_the_sum_of_what_is_set_inside_it_and_never_a_share(by):
    table, of_2020 = TargetTable.of(decisions.of_2023(by)), TargetTable.of(decisions.of_2020(by))

    assert table.value("31.73") == 144
    assert table.value("31.73.05", ("PPAPP",)) == 18
    assert table.value("31.73.05.1005") is None
    assert table.value("31.73", ("KPKP",)) is None
    assert of_2020.value("31.73", ("PPKUKM",)) == 9968 + 2668
    assert of_2020.value("31.73.05") is None


def test_one_lines_kecamatan_table_is_neither_all_lines_target_nor_compared_with_all_lines(by):
    cells = decisions.CELLS_2020 | {("PPAPP", "31.73"): 144} | decisions.CELLS_2023
    table = TargetTable.of(deciding.draft(decisions.values(published_total=None), cells, by=by))

    assert table.value("31.73.05") is None
    assert table.value("31.73.05", ("PPAPP",)) == 18
    assert table.value("31.73") == table.sums().computed == 15430 - 560 + 144
    assert table.sums().between_trees == 0

    other = TargetTable.of(deciding.draft(decisions.values(), cells | {("PPAPP", "31.73"): 150}, by=by)).sums()
    assert other.compared == (150, 144)


def test_one_line_of_a_sudin_with_two_is_not_the_sudins_target(by):
    cells = decisions.CELLS_2020 | {("PPKUKM.UKM", "31.73.05"): 18}
    table = TargetTable.of(deciding.draft(decisions.values(), cells, by=by))

    assert table.value("31.73.05", ("PPKUKM",)) is None
    assert table.value("31.73.05", ("PPKUKM.UKM",)) == 18


def test_a_line_that_only_the_areas_speak_of_adds_to_those_of_the_other_tree(by):
    cells = {("KPKP", "31.73"): 1120} | decisions.CELLS_2023
    sums = TargetTable.of(deciding.draft(decisions.values(), cells, by=by)).sums()

    assert (sums.computed, sums.compared) == (1120 + 144, None)


def test_a_target_ten_times_last_years_result_needs_a_reason(by):
    factories.participant("PPAPP", on=date(2019, 6, 1))
    cells = {("PPAPP", "31.73"): 11}
    with pytest.raises(NeedsReason, match="target 11 adalah 11 kali realisasi"):
        deciding.draft(decisions.values(), cells, by=by)

    kept = deciding.draft(decisions.values(), cells, by=by, reason="Program baru")

    assert kept.unusual_reason == "Program baru"
    assert deciding.draft(decisions.values(), {("PPAPP", "31.73"): 10}, by=by).unusual_reason == ""


def test_what_was_typed_without_a_reason_and_looks_wrong_by_now_needs_one_when_put_in_force(by):
    decision = deciding.draft(decisions.values(published_total=None), {("PPAPP", "31.73"): 11}, by=by)
    factories.participant("PPAPP", on=date(2019, 6, 1))
    with pytest.raises(NeedsReason, match="target 11 adalah 11 kali realisasi") as asked:
        deciding.put_in_force(decision, decision.version, by=by)
    assert (asked.value.kinds, TargetDecision.objects.get().state) == (["target_value"], DecisionState.DRAFT)

    deciding.put_in_force(decision, decision.version, by=by, reason="target_value-2")

    kept = TargetDecision.objects.get()
    assert (kept.unusual_reason, kept.difference_reason) == ("Program baru, tahun lalu belum berjalan penuh", "")


def test_one_reason_answers_the_selisih_and_the_value_that_looks_wrong(by):
    decision = deciding.draft(decisions.values(published_total=12), {("PPAPP", "31.73"): 11}, by=by)
    factories.participant("PPAPP", on=date(2019, 6, 1))
    with pytest.raises(NeedsReason) as asked:
        deciding.put_in_force(decision, decision.version, by=by)
    assert asked.value.kinds == ["target_difference", "target_value"]

    kept = deciding.put_in_force(decision, decision.version, by=by, reason="Sesuai dokumen")

    assert (kept.difference_reason, kept.unusual_reason) == ("Sesuai dokumen", "Sesuai dokumen")


def test_a_value_that_was_explained_is_not_asked_about_again_neither_in_force_nor_in_its_replacement(by):
    factories.participant("PPAPP", on=date(2019, 6, 1))
    about, cells = decisions.values(published_total=12), {("PPAPP", "31.73"): 11}
    decision = deciding.draft(about, cells, by=by, reason="Program baru")

    with pytest.raises(NeedsReason) as asked:
        deciding.put_in_force(decision, decision.version, by=by)
    assert asked.value.kinds == ["target_difference"]
    deciding.put_in_force(decision, decision.version, by=by, reason="Dibulatkan")
    assert (decision.unusual_reason, decision.difference_reason) == ("Program baru", "Dibulatkan")

    successor = deciding.begin_replacement(decision, by=by)
    deciding.put_in_force(successor, successor.version, by=by, reason="Dibulatkan")
    assert successor.unusual_reason == "Program baru"


def test_a_replacement_with_other_values_loses_the_reason_of_the_former_ones(by):
    factories.participant("PPAPP", on=date(2019, 6, 1))
    about, cells = decisions.values(published_total=None), {("PPAPP", "31.73"): 11}
    old = deciding.draft(about, cells, by=by, reason="Program baru")
    deciding.put_in_force(old, old.version, by=by)
    new = deciding.begin_replacement(old, by=by)

    with pytest.raises(NeedsReason):
        deciding.change(new, new.version, about, {("PPAPP", "31.73"): 12}, by=by)
    assert deciding.change(new, new.version, about, {("PPAPP", "31.73"): 5}, by=by).unusual_reason == ""


def test_the_second_of_two_editors_learns_what_the_first_changed(by):
    decision = deciding.draft(decisions.values(), decisions.CELLS_2020, by=by)
    seen = decision.version
    first = TargetDecision.objects.get()
    cells = decisions.CELLS_2020 | {("KPKP", "31.73"): 1}
    deciding.change(first, seen, decisions.values(published_total=1), cells, by=by)

    with pytest.raises(Stale) as stale:
        deciding.change(decision, seen, decisions.values(), decisions.CELLS_2020, by=by)

    labels = {change.label: (change.theirs, change.yours) for change in stale.value.changes}
    assert labels["KPKP"] == ("1", "1.120")
    assert "jumlah yang diumumkan" in labels


def test_a_decision_in_force_is_replaced_and_stays_readable(by):
    old = decisions.of_2023(by)
    with pytest.raises(Refused):
        deciding.change(old, old.version, decisions.values(), decisions.CELLS_2023, by=by)
    new = deciding.begin_replacement(old, by=by)
    assert deciding.begin_replacement(old, by=by) == new

    deciding.put_in_force(new, new.version, by=by)

    old.refresh_from_db()
    assert (old.state, new.state) == (DecisionState.REPLACED, DecisionState.IN_FORCE)
    assert TargetTable.of(old).sums().computed == TargetTable.of(new).sums().computed == 144
    assert old in TargetDecision.objects.visible_to(factories.user_with(Role.CAMAT, "31.73.05"))


@pytest.mark.parametrize("role", [Role.WALIKOTA, Role.CAMAT, Role.SUDIN])
def test_only_bagian_perekonomian_sets_targets(db, role):
    region, sudin = ("31.73.05", None) if role == Role.CAMAT else ("31.73", "PPAPP" if role == Role.SUDIN else None)
    with pytest.raises(NotAllowed):
        deciding.draft(decisions.values(), decisions.CELLS_2023, by=factories.user_with(role, region, sudin))


def test_another_kotas_officer_neither_sets_nor_sees_it(by):
    decisions.of_2023(by)
    stranger = factories.user_with(Role.PEREKONOMIAN, "31.71")
    with pytest.raises(NotAllowed):
        deciding.draft(decisions.values(), decisions.CELLS_2023, by=stranger)
    assert not TargetDecision.objects.visible_to(stranger).exists()
