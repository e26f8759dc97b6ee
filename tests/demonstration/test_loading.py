"""The demonstration city: invented, consistent, and only ever in an empty database of one's own."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from demonstration import calendar
from demonstration.decisions import LINES_2020
from demonstration.loading import load
from demonstration.personas import invented_nik, unassigned_places
from foundation.days import today
from foundation.history import Change
from offices.roles import Role
from participants.identity import differences, places, read_nik
from participants.models import Participant
from programs.bazaars.models import Bazaar
from programs.financing.models import Financing
from programs.mentoring.models import Visit
from programs.permits.models import Permit
from programs.shops.models import ShopLink
from programs.training.models import TrainingClass
from programs.turnover.models import TurnoverReport
from records.models import StageRecord
from referrals.models import Referral
from reports.figures import rollup
from targets.models import TargetDecision
from tests import factories

PEOPLE = 1_000


@pytest.fixture
def city(db, settings, tmp_path):
    """A small city, loaded."""
    settings.MEDIA_ROOT = tmp_path
    load(PEOPLE, lambda said: None)


def test_a_city_has_as_many_people_as_were_asked_for(city):
    assert Participant.objects.count() == PEOPLE


def test_names_say_that_they_are_invented(city):
    assert not Participant.objects.exclude(name__endswith=" Contoh").exists()


def test_niks_are_well_formed_and_held_by_nobody(city):
    for person in Participant.objects.all()[:200]:
        nik = read_nik(person.nik)
        assert nik.place not in places()
        assert len(differences(nik, birth_date=person.birth_date, sex=person.sex)) == 1


def test_no_nik_comes_twice_in_three_hundred_thousand():
    codes, born = unassigned_places(), today().replace(year=1990, month=1, day=9)

    assert len({invented_nik(number, born, True, codes) for number in range(300_000)}) == 300_000


def test_the_funnel_is_that_of_october_2021(city):
    reached = {
        stage: StageRecord.objects.firsts().filter(stage=stage).count() * 100 / PEOPLE
        for stage in ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
    }

    for stage, share in zip(reached, (100, 62, 55, 52, 16, 12, 2), strict=True):
        assert abs(reached[stage] - share) < 6, f"{stage} reached by {reached[stage]} %, not {share} %"


def test_the_lines_of_2020_stand_between_40_and_110_per_cent_and_parekraf_is_weakest():
    shares = {line: people * 100 / LINES_2020[line] for line, people in calendar.RESULT_2020.items()}

    assert all(40 <= share <= 110 for share in shares.values())
    assert min(shares, key=shares.get) == "PAREKRAF"
    assert 12_400 <= sum(calendar.RESULT_2020.values()) <= 12_600


def test_each_person_has_exactly_one_first_record_of_a_stage_and_it_is_the_earliest(city):
    wrong = StageRecord.objects.raw(
        """
        SELECT min(id) AS id FROM records_stagerecord
        GROUP BY participant_id, stage_id
        HAVING count(*) FILTER (WHERE is_first) <> 1
            OR min(occurred_on) FILTER (WHERE is_first) <> min(occurred_on)
        """
    )

    assert list(wrong) == []


def test_nothing_happened_before_registration_or_after_today(city):
    assert not StageRecord.objects.filter(occurred_on__gt=today()).exists()
    assert not StageRecord.objects.filter(occurred_on__lt=F("participant__registered_on")).exists()


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [("P3", [Visit]), ("P4", [Permit]), ("P6", [TurnoverReport]), ("P7", [Financing])],
)
def test_every_record_has_its_typed_row(city, stage, kinds):
    records = StageRecord.objects.filter(stage=stage).count()

    assert sum(kind.objects.filter(record__isnull=False).count() for kind in kinds) == records > 0


def test_trainings_come_from_classes_and_marketing_from_bazaars_and_shops(city):
    assert not StageRecord.objects.filter(stage="P2", invitation=None).exists()
    assert not StageRecord.objects.filter(stage="P5", bazaarday=None, shoplink=None).exists()
    assert ShopLink.objects.exists()


def test_something_waits_for_everybody(city):
    assert TrainingClass.objects.filter(starts_on=today(), invitations__taken_at=None).exists()
    assert Bazaar.objects.filter(starts_on=today() + timedelta(days=7)).exists()
    assert Bazaar.objects.filter(ends_on__lt=today()).count() == 3
    assert Participant.objects.unverified().exists()
    assert Participant.objects.filter(identity_state="returned").exists()
    assert Referral.objects.open().filter(stage="P4", to_sudin="PPKUKM", from_sudin="PPAPP").exists()
    assert StageRecord.objects.filter(stage="P4", evidence=None).exists()


def test_demo_accounts_are_the_recorders_where_they_have_the_duty(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    officer = factories.user_with(Role.SUDIN, "31.73", "PPKUKM", is_demo=True)
    load(200, lambda said: None)

    assert set(StageRecord.objects.filter(stage="P4", acting_sudin="PPKUKM").values_list("recorded_by", flat=True)) == {
        officer.pk
    }


def test_three_decisions_are_in_force_and_the_example_says_so(city):
    assert sorted(
        (
            decision.due_on.year,
            decision.published_total,
            sum(t.value for t in decision.targets.all()),
            decision.is_example,
        )
        for decision in TargetDecision.objects.filter(state="berlaku", is_example=False)
    ) == [(2020, 15_230, 15_430, False), (2023, 144, 144, False)]
    assert TargetDecision.objects.get(is_example=True).due_on.year == today().year


def test_all_of_it_is_in_the_history_and_none_without_context(city):
    assert Change.objects.filter(table_name="records_stagerecord").count() == StageRecord.objects.count()
    assert not Change.objects.filter(label="tanpa konteks").exists()


def test_the_figures_are_exact(city):
    assert rollup.differences()[1] == []


def test_a_database_with_people_is_left_alone(db):
    factories.participant()

    with pytest.raises(CommandError, match="sudah berisi peserta"):
        call_command("load_demo", participants=10)


def test_outside_demo_mode_nothing_is_loaded(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="mode contoh"):
        call_command("load_demo", participants=10)
    assert not Participant.objects.exists()
