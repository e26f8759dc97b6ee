"""Rujukan: another sudin sees her for one stage, records that and no other, and the credit stays."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.days import today
from foundation.errors import NotAllowed, Refused
from offices.models import Sudin
from offices.roles import Role
from participants.models import Participant
from records.completion import complete, void
from records.models import Source, StageCode
from referrals.models import Referral, Result
from referrals.referring import close, refer
from referrals.worklist import referred as waiting_for
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, PERMIT, SHOP, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

PIRT = {"kind": "pirt", "number": "123456789012345", "issuer": "Dinas Kesehatan"}


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
    close(referral, by=ppapp, result=Result.TAKEN_BACK)
    assert not sees(ppkukm, her)


def test_it_records_that_stage_and_no_other(her, ppapp, ppkukm):
    referred(her, ppapp)
    client = client_of(ppkukm)

    assert client.post(address("shops:record", her), SHOP).status_code == 403
    assert client.get(address("mentoring:record", her)).status_code == 403
    assert client.post(address("permits:record", her), PERMIT).status_code == 302


def test_records_answer_it_keep_the_credit_and_leave_it_open_for_more(her, ppapp, ppkukm):
    referral, client = referred(her, ppapp), client_of(ppkukm)
    assert list(waiting_for(ppkukm)) == [referral]

    answer = client.post(address("permits:record", her), PERMIT)
    client.post(address("permits:record", her), PERMIT | PIRT)

    records = her.stage_records.filter(stage="P4")
    assert {(r.acting_sudin_id, r.credited_line_id) for r in records} == {("PPKUKM", "PPAPP")}
    assert records.count() == 2
    assert answer.url == reverse("person:detail", args=[her.public_id])
    assert referral in Referral.objects.open()
    assert Referral.objects.with_answers().get(pk=referral.pk).answers == 2
    assert not waiting_for(ppkukm).exists()
    assert "dijawab 2 izin" in client.get(reverse("referrals:list")).text
    assert "dijawab 2 izin" in client.get(address("person:detail", her)).text


def test_a_record_taken_back_answers_no_more(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    record = complete(her, StageCode.PERMIT, on=today(), by=ppkukm, source=Source.PERMIT)
    void(record, by=ppkukm, reason="Salah ketik")
    assert list(waiting_for(ppkukm)) == [referral]


def test_a_second_referral_is_not_answered_by_what_answered_the_first(her, ppapp, ppkukm):
    first = referred(her, ppapp)
    complete(her, StageCode.PERMIT, on=today(), by=ppkukm, source=Source.PERMIT)
    close(first, by=ppkukm, result=Result.DONE)
    second = referred(her, ppapp)

    answers = dict(Referral.objects.with_answers().values_list("pk", "answers"))
    assert answers == {first.pk: 1, second.pk: 0}
    complete(her, StageCode.PERMIT, on=today(), by=ppkukm, source=Source.PERMIT)
    assert dict(Referral.objects.with_answers().values_list("pk", "answers")) == {first.pk: 1, second.pk: 1}


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
    assert referral.result == Result.EXPIRED
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


def test_the_receiving_sudin_closes_with_a_result(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    page = reverse("referrals:close", args=[referral.public_id])
    client = client_of(ppkukm)

    assert page in client.get(address("person:detail", her)).text
    assert client.post(page, {"result": ""}).status_code == 422
    assert client.post(page, {"result": "expired"}).status_code == 422
    assert client.post(page, {"result": "other"}).status_code == 422
    done = client.post(page, {"result": "done"})
    assert (done.status_code, "Belum ada izin dari" in done.text) == (409, True)
    assert client.post(page, {"result": "impossible", "note": "Dokumen kurang"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.closed_by, referral.result_words) == (ppkukm, "Tidak dapat diproses: Dokumen kurang")
    assert client.get(page).status_code == 302


def test_who_referred_takes_back_what_nobody_has_worked_on_and_nothing_else(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    with pytest.raises(NotAllowed):
        close(referral, by=ppapp, result=Result.DONE)
    complete(her, StageCode.PERMIT, on=today(), by=ppkukm, source=Source.PERMIT)

    answer = client_of(ppapp).post(
        reverse("referrals:close", args=[referral.public_id]), {"result": Result.TAKEN_BACK.value}
    )
    assert (answer.status_code, referral in Referral.objects.open()) == (403, True)
    assert close(referral, by=ppkukm, result=Result.DONE).result == Result.DONE


def test_a_double_click_closes_once_and_a_second_officer_learns_who_was_first(her, ppapp, ppkukm):
    referral = referred(her, ppapp)
    page, typed = reverse("referrals:close", args=[referral.public_id]), {"result": "unreachable"}
    client, other = client_of(ppkukm), client_of(factories.sudin_officer("PPKUKM"))

    assert [client.post(page, typed).status_code for _ in range(2)] == [302, 302]
    late = other.post(page, {"result": "unwilling", "note": "Sudah ditanya"})
    assert (late.status_code, "Ditutup" in late.text, "Sudah ditanya" in late.text) == (409, True, True)
    referral.refresh_from_db()
    assert (referral.closed_by, referral.result) == (ppkukm, Result.UNREACHABLE)


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

    close(referral, by=ppapp, result=Result.TAKEN_BACK)
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


def test_the_form_of_a_stage_names_every_stage_once():
    assert {stage for stage, _ in FORMS.values()} == {"P3", "P4", "P5", "P6", "P7"}
