"""Rujukan: another sudin sees her for one stage, records that and no other, and the credit stays."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.days import today
from foundation.errors import NotAllowed, Refused
from offices.models import Sudin
from offices.roles import Role
from participants.models import Participant, Share
from records.completion import complete, void
from records.models import Source, StageCode
from referrals.models import ANSWERED, Referral
from referrals.referring import close, refer
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, PERMIT, SHOP, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def ppapp():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def ppkukm():
    return factories.sudin_officer("PPKUKM")


def referred(her, by, stage=StageCode.PERMIT, to="PPKUKM", days=30):
    until = today() + timedelta(days=days)
    return refer(her, stage, to_sudin=Sudin.objects.get(pk=to), reason="Butuh NIB", ends_on=until, by=by)


def sees(user, her):
    return client_of(user).get(address("person:detail", her)).status_code == 200


def test_the_other_sudin_sees_her_during_the_referral_and_neither_before_nor_after(her, ppapp, ppkukm):
    assert not sees(ppkukm, her)
    referral = referred(her, ppapp)
    assert sees(ppkukm, her)
    close(referral, by=ppapp, outcome="Tidak jadi")
    assert not sees(ppkukm, her)


def test_it_records_that_stage_and_no_other(her, ppapp, ppkukm):
    referred(her, ppapp)
    client = client_of(ppkukm)

    assert client.post(address("shops:record", her), SHOP).status_code == 403
    assert client.get(address("mentoring:record", her)).status_code == 403
    assert client.post(address("permits:record", her), PERMIT).status_code == 302


def test_recording_keeps_the_credit_closes_the_referral_and_ends_the_sight(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    answer = client_of(ppkukm).post(address("permits:record", her), PERMIT)

    record = her.stage_records.get(stage="P4")
    assert (record.acting_sudin_id, record.credited_line_id) == ("PPKUKM", "PPAPP")
    referral.refresh_from_db()
    assert (referral.record, referral.closed_by, referral.outcome) == (record, ppkukm, "Tahap sudah dicatat.")
    assert not Share.objects.open().filter(participant=her).exists()
    assert answer.url == reverse("referrals:list")
    assert not sees(ppkukm, her)


def test_a_guest_takes_back_no_record_of_the_sudin_in_charge(her, ppapp, ppkukm):
    theirs = complete(her, StageCode.PERMIT, on=today(), by=ppapp, source=Source.PERMIT)
    referred(her, ppapp)
    page = reverse("records:void", args=[theirs.public_id])

    assert page not in client_of(ppkukm).get(address("person:detail", her)).text
    assert client_of(ppkukm).post(page, {"reason": "Salah ketik"}).status_code == 403
    with pytest.raises(NotAllowed):
        void(theirs, by=ppkukm, reason="Salah ketik")
    assert page in client_of(ppapp).get(address("person:detail", her)).text


def test_a_record_of_the_sudin_in_charge_leaves_the_referral_open(her, ppapp):
    referral = referred(her, ppapp)
    complete(her, StageCode.PERMIT, on=today(), by=ppapp, source=Source.PERMIT)
    assert referral in Referral.objects.open()


def test_it_ends_by_its_day(her, ppapp, ppkukm):
    referral = referred(her, ppapp, days=3)
    client, page = client_of(ppkukm), address("permits:record", her)
    with time_machine.travel(today() + timedelta(days=4), tick=False):
        ppkukm.__dict__.pop("scope", None)
        assert not Participant.objects.visible_to(ppkukm).filter(pk=her.pk).exists()
        assert referral not in Referral.objects.open()
        again = referred(her, ppapp)
    referral.refresh_from_db()
    assert referral.outcome == "Batas waktu terlewati tanpa hasil."
    assert again.pk != referral.pk
    assert client.get(page).status_code in (200, 404)


def test_the_kelurahan_that_looks_after_her_refers_and_a_neighbour_does_not(her):
    assert referred(her, factories.kelurahan_officer()).from_sudin_id == "PPAPP"
    with pytest.raises(NotAllowed):
        referred(her, factories.kelurahan_officer(factories.KEDOYA_UTARA), stage=StageCode.TRAINING)


@pytest.mark.parametrize(
    "changes",
    [{"stage": "P1"}, {"to": "PPAPP"}, {"days": -1}, {"days": 999}],
    ids=["registration", "own sudin", "past", "too long"],
)
def test_what_makes_no_sense_is_refused(her, ppapp, changes):
    with pytest.raises(Refused):
        referred(her, ppapp, **changes)


def test_it_is_open_once_per_sudin_and_stage(her, ppapp):
    referred(her, ppapp)
    with pytest.raises(Refused, match="sedang dirujuk"):
        referred(her, ppapp)


def test_the_receiving_sudin_declines_with_an_outcome(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    page = reverse("referrals:close", args=[referral.public_id])
    client = client_of(ppkukm)

    assert client.post(page, {"outcome": ""}).status_code == 422
    assert client.post(page, {"outcome": "Tidak dapat dihubungi"}).status_code == 302
    referral.refresh_from_db()
    assert referral.closed_by == ppkukm


def test_others_cannot_close_it(her, ppapp):
    referral = referred(her, ppapp)
    other = client_of(factories.sudin_officer("KPKP"))
    assert other.get(reverse("referrals:close", args=[referral.public_id])).status_code == 404


def test_the_same_sudin_of_another_city_sees_nothing(her, ppapp):
    referral = referred(her, ppapp)
    elsewhere = factories.sudin_officer("PPKUKM", "31.71")
    assert not sees(elsewhere, her)
    assert referral not in Referral.objects.visible_to(elsewhere)


def test_a_kasatlak_of_the_receiving_sudin_sees_those_of_her_kecamatan(her, ppapp):
    referred(her, ppapp)
    assert sees(factories.user_with(Role.KASATLAK, "31.73.05", "PPKUKM"), her)
    assert not sees(factories.user_with(Role.KASATLAK, "31.73.02", "PPKUKM"), her)


def test_the_tabs_show_both_sides_and_no_name_after_the_end(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    incoming, outgoing = client_of(ppkukm), client_of(ppapp)
    page = reverse("referrals:list")

    assert her.name in incoming.get(page).content.decode()
    assert her.name in outgoing.get(page, {"bagian": "keluar"}).content.decode()
    assert her.name not in outgoing.get(page).content.decode()

    close(referral, by=ppapp, outcome="Tidak jadi")
    ended = incoming.get(page, {"bagian": "selesai"}).content.decode()
    assert her.registration_number in ended
    assert her.name not in ended


def test_the_form_refers_once(her, ppapp):
    typed = {
        "stage": "P4",
        "to_sudin": "PPKUKM",
        "ends_on": (today() + timedelta(9)).strftime("%d/%m/%Y"),
        "reason": "NIB",
    }
    typed["once"] = "6c1b6f0e-3d58-4a5b-9f0e-8f1f5a0c0c11"
    client = client_of(ppapp)

    assert client.get(address("referrals:refer", her)).status_code == 200
    assert {client.post(address("referrals:refer", her), typed).status_code for _ in range(2)} == {302}
    assert her.referrals.count() == 1


def test_an_officer_of_the_receiving_sudin_does_not_refer_her_on(her, ppapp, ppkukm):
    referred(her, ppapp)
    assert client_of(ppkukm).get(address("referrals:refer", her)).status_code == 403


def test_many_records_in_one_statement_answer_each_referral(ppapp, ppkukm):
    from records.completion import complete_many

    people = [factories.participant(on=EARLIER) for _ in range(3)]
    for her in people:
        referred(her, ppapp)
    complete_many(people, StageCode.PERMIT, on=date(2026, 11, 2), by=ppkukm, source=Source.PERMIT)

    assert not Referral.objects.open().exists()
    assert {r.record.participant_id for r in Referral.objects.select_related("record")} == {p.pk for p in people}


def test_a_record_ends_a_referral_exactly_as_an_officer_does(ppapp, ppkukm):
    """The trigger says in SQL what `end` says in Python: afterwards only who, when, the outcome and the record differ."""
    by_hand, by_record = (referred(factories.participant(on=EARLIER), ppapp) for _ in range(2))
    Referral.objects.filter(pk=by_hand.pk).end(by=ppkukm, outcome=ANSWERED)
    complete(by_record.participant, StageCode.PERMIT, on=today(), by=ppkukm, source=Source.PERMIT)

    def ended(referral):
        row = Referral.objects.values().get(pk=referral.pk)
        share = Share.objects.values("ends_on", "purpose", "sudin").get(pk=row["share_id"])
        own = ("id", "public_id", "participant_id", "share_id", "opened_at", "record_id")
        return {name: value for name, value in row.items() if name not in own} | share

    assert ended(by_hand) == ended(by_record)
    assert not Share.objects.filter(closed_at=None).exists()
    assert not Referral.objects.open().exists()
    assert set(Referral.objects.ended()) == {by_hand, by_record}


def test_the_form_of_a_stage_names_every_stage_once():
    assert {stage for stage, _ in FORMS.values()} == {"P3", "P4", "P5", "P6", "P7"}
