"""The work list: what waits for an officer, no more than her duties reach, and no dearer as the city grows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.worklist import queues
from foundation.days import today
from offices.roles import Role
from participants.models import Participant, Share
from programs.bazaars import worklist as bazaar_list
from programs.training import worklist as classes
from records.completion import complete
from records.models import Source, StageRecord
from referrals.models import Referral, Result
from referrals.worklist import referred as referred_to
from tests import factories
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as training
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def kasatlak():
    return factories.user_with(Role.KASATLAK, "31.73.05", "PPAPP")


def refer(person, to="PPAPP", days=10):
    share = Share.objects.create(
        participant=person, sudin_id=to, purpose="P4", starts_on=today(), ends_on=today() + timedelta(days=days)
    )
    return Referral.objects.create(
        participant=person,
        stage_id="P4",
        to_sudin_id=to,
        reason="Mohon dibantu",
        share=share,
        opened_by=person.registered_by,
    )


def visit(person, by, on=None):
    return complete(person, "P3", on=on or today(), by=by, source=Source.VISIT)


def test_registrations_wait_the_longest_first_and_verified_ones_do_not(officer):
    newer = factories.participant("PPAPP")
    older = factories.participant("PPAPP", on=today() - timedelta(days=9))
    done = factories.participant("PPAPP")
    Participant.objects.filter(pk=done.pk).update(
        identity_state="verified", verified_at="2026-01-01T00:00:00Z", verified_by=officer
    )
    factories.participant("KPKP")

    assert list(queues.to_verify(officer)) == [older, newer]


def test_referrals_to_us_are_listed_and_those_to_others_and_closed_ones_are_not(officer):
    wanted = refer(factories.participant("KPKP"))
    refer(factories.participant("KPKP"), to="SOSIAL")
    closed = refer(factories.participant("KPKP"))
    Referral.objects.filter(pk=closed.pk).end(by=officer, result=Result.DONE)

    assert list(referred_to(officer)) == [wanted]


def test_a_kasatlak_sees_what_lies_in_her_kecamatan_only(kasatlak, officer):
    near, far = factories.participant("PPAPP"), factories.participant("PPAPP", factories.TOMANG)
    referred = refer(factories.participant("KPKP"))
    refer(factories.participant("KPKP", factories.TOMANG))
    here = training.training_class(officer)
    training.training_class(officer, kelurahan=far.kelurahan)

    assert list(queues.idle(kasatlak)) == [near]
    assert list(referred_to(kasatlak)) == [referred]
    assert list(classes.classes(kasatlak)) == [here]


def test_classes_and_bazaars_to_come_are_ours_and_stand(officer):
    coming = training.training_class(
        officer, starts_on=today() + training.YESTERDAY, ends_on=today() + training.YESTERDAY
    )
    training.training_class(officer, starts_on=today() - training.YESTERDAY, ends_on=today() - training.YESTERDAY)
    bazaar = bazaars.bazaar(officer)

    assert list(classes.classes(officer)) == [coming]
    assert list(bazaar_list.bazaars(officer)) == [bazaar]


def test_a_class_that_was_held_waits_until_attendance_is_known(officer):
    held = training.with_invitations(
        officer,
        [factories.participant("PPAPP")],
        starts_on=today() - training.YESTERDAY,
        ends_on=today() - training.YESTERDAY,
    )
    assert list(classes.without_attendance(officer)) == [held]

    held.invitations.update(taken_at="2026-01-01T00:00:00Z")

    assert not classes.without_attendance(officer).exists()


def test_the_longest_without_activity_come_first(officer):
    old = factories.participant("PPAPP", on=today() - timedelta(days=500))
    busy = factories.participant("PPAPP", on=today() - timedelta(days=600))
    visit(busy, officer)

    assert list(queues.idle(officer)) == [old, busy]


def test_records_without_evidence_are_those_of_a_year_that_no_file_supports(officer):
    person = factories.participant("PPAPP", on=today() - timedelta(days=800))
    wanted = visit(person, officer)
    visit(person, officer, on=today() - timedelta(days=400))
    supported = visit(person, officer)
    supported.evidence.create(
        file="x.pdf", name="x.pdf", content_type="application/pdf", size=1, sha256="0", added_by=officer
    )

    assert list(queues.without_evidence(officer)) == [wanted]


def test_attendance_is_its_own_evidence(officer):
    held = training.with_invitations(officer, [factories.participant("PPAPP")])
    invited = training.invitations_of(held, Participant.objects.all())
    from programs.training import attendance

    attendance.take(held, held.version, invited, by=officer, reason="NIB diurus")

    assert StageRecord.objects.filter(stage="P2").exists()
    assert not queues.without_evidence(officer).exists()


def test_the_page_shows_every_queue_with_its_way_on(officer):
    factories.participant("PPAPP", name="Contoh Menunggu")
    refer(factories.participant("KPKP", name="Contoh Dirujuk"), days=3)
    training.training_class(officer, title="Tata Boga Contoh")

    page = client_of(officer).get(reverse("worklist:start")).text
    for words in (
        "Contoh Menunggu",
        "Contoh Dirujuk",
        "segera berakhir",
        "Tata Boga Contoh",
        "hari ini",
        "Belum berbukti",
    ):
        assert words in page


def test_an_empty_list_says_so_in_every_queue(officer):
    page = client_of(officer).get(reverse("worklist:start")).text

    assert page.count("work-none") == 6


def test_a_kasatlak_is_not_asked_to_verify(kasatlak):
    factories.participant("PPAPP")

    assert "Menunggu verifikasi" not in client_of(kasatlak).get(reverse("worklist:start")).text


@pytest.mark.parametrize("name", ["start", "idle", "without_evidence"])
def test_a_kelurahan_officer_has_another_start_page(name):
    assert client_of(factories.kelurahan_officer()).get(reverse(f"worklist:{name}")).status_code == 403


@pytest.mark.parametrize(("name", "most"), [("start", 26), ("idle", 14), ("without_evidence", 14)])
def test_the_queries_do_not_grow_with_the_rows(name, most, officer, django_assert_max_num_queries):
    for _ in range(7):
        visit(factories.participant("PPAPP", on=today() - timedelta(days=30)), officer)
        refer(factories.participant("KPKP"))
    client = client_of(officer)

    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"worklist:{name}")).status_code == 200
