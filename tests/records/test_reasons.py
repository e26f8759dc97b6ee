"""Reasons where stages are recorded: asked once, chosen, kept with their kind; the choices are an administrator's."""

import pytest

from foundation.days import today
from foundation.errors import NotAllowed
from foundation.reasons import UsualReason
from offices.roles import Role
from programs.training import attendance
from records import usual_reasons
from records.completion import complete_many
from records.models import Source, StageRecord
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, address
from tests.programs.training import rows
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def administrator():
    return factories.user_with(Role.ADMINISTRATOR, "31.73")


@pytest.fixture
def people():
    return [factories.participant("PPAPP") for _ in range(3)]


@pytest.fixture
def held(officer, people):
    return rows.with_invitations(officer, people)


def sheet(held, people, officer, **more):
    held.refresh_from_db()
    present = [str(key) for key in rows.invitations_of(held, people)]
    sent = {"version": held.version, "present": present} | more
    return client_of(officer).post(f"/pelatihan/{held.public_id}/hadir/", sent)


def test_a_sheet_asks_once_and_offers_what_is_usual(held, people, officer):
    asked = sheet(held, people, officer)

    assert asked.status_code == 409
    page = asked.content.decode()
    assert page.count('role="radiogroup"') == 1
    assert "NIB sedang diurus" in page
    assert all(person.name in page.split("check-list")[0] for person in people)
    assert asked.context["form"].ticked == {str(key) for key in rows.invitations_of(held, people)}


def test_the_choice_is_kept_in_its_words_with_its_kind_whatever_becomes_of_it(held, people, officer):
    sheet(held, people, officer, reason="has_permit-1", reason_kinds="has_permit")
    UsualReason.objects.filter(code="has_permit-1").update(words="Lain sama sekali")

    kept = set(StageRecord.objects.filter(stage="P2").values_list("reason", "reason_kind"))
    assert kept == {("NIB sedang diurus", "has_permit")}


def test_lainnya_without_words_asks_again_and_with_words_is_kept(held, people, officer):
    told = {"reason": "lainnya", "reason_kinds": "has_permit"}
    assert sheet(held, people, officer, **told).status_code == 409

    assert sheet(held, people, officer, reason_text="Pasar kebakaran", **told).status_code == 302
    assert set(StageRecord.objects.filter(stage="P2").values_list("reason", flat=True)) == {"Pasar kebakaran"}


def test_a_sheet_that_corrects_and_lacks_asks_once_for_both(held, people, officer):
    sheet(held, people[:2], officer, reason="has_permit-1", reason_kinds="has_permit")
    asked = sheet(held, people[1:], officer)

    assert asked.context["form"].refusal.kinds == ["correction", "has_permit"]
    assert asked.content.decode().count('role="radiogroup"') == 1

    assert sheet(held, people[1:], officer, reason="correction-1", reason_kinds="x").status_code == 302
    assert StageRecord.objects.get(voided_at__isnull=False).void_reason == "Salah centang"
    assert StageRecord.objects.valid().get(participant=people[2], stage="P2").reason == "Salah centang"


def test_the_last_choice_is_chosen_already_within_a_sheet(held, people, officer):
    sheet(held, people[:1], officer, reason="has_permit-2", reason_kinds="has_permit")
    page = sheet(held, people, officer).content.decode()

    chosen = page.split('role="radiogroup"')[1].split("checked")[0]
    assert chosen.rstrip().endswith('value="has_permit-2"')


def test_records_without_a_doubt_carry_no_reason(officer):
    early, fine = factories.participant("PPAPP", on=today()), factories.participant("PPAPP", on=EARLIER)
    told = {"on": EARLIER, "by": officer, "source": Source.JOINT, "reason": "early-1"}
    records = complete_many([early, fine], "P3", **told)

    assert {record.participant_id: record.reason_kind for record in records} == {early.pk: "early", fine.pk: ""}


def test_correcting_by_the_verb_takes_a_code_too(held, people, officer):
    sheet(held, people, officer, reason="has_permit-1", reason_kinds="has_permit")
    held.refresh_from_db()
    attendance.take(held, held.version, [], by=officer, reason="correction-2")

    assert set(StageRecord.objects.filter(stage="P2").values_list("void_reason", flat=True)) == {
        "Tertukar dengan orang lain"
    }


def test_an_administrator_adds_a_reason_and_it_is_offered(administrator):
    sent = {"kind": "early", "words": "Data dari lembar tahun lalu", "position": "9", "starts_on": "01/01/2026"}
    assert client_of(administrator).post("/sistem/alasan/tambah/", sent).status_code == 302
    assert "Data dari lembar tahun lalu" in client_of(administrator).get("/sistem/alasan/").content.decode()


def test_there_are_three_to_six_of_a_kind(administrator):
    client = client_of(administrator)
    for n in range(4, 8):
        sent = {"kind": "early", "words": f"Alasan {n}", "position": str(n), "starts_on": "01/01/2026"}
        answer = client.post("/sistem/alasan/tambah/", sent)
    assert answer.status_code == 409
    assert UsualReason.objects.filter(kind="early").count() == 6

    one = UsualReason.objects.get(code="correction-1")
    ended = {"words": one.words, "position": "1", "starts_on": "01/01/2000", "ends_on": "01/01/2026", "version": "1"}
    assert client.post(f"/sistem/alasan/{one.public_id}/", ended).status_code == 409


def test_the_same_words_are_not_offered_twice(administrator):
    sent = {"kind": "early", "words": "Sudah dibina sebelum terdaftar", "position": "9", "starts_on": "01/01/2026"}
    answer = client_of(administrator).post("/sistem/alasan/tambah/", sent)

    assert answer.status_code == 409
    assert "sudah ada" in answer.content.decode()


def test_nobody_else_keeps_reasons(officer):
    told = {"kind": "early", "words": "x", "position": 1, "starts_on": today()}
    with pytest.raises(NotAllowed):
        usual_reasons.add(by=officer, **told)
    assert client_of(officer).get(address("permits:record", factories.participant("PPAPP"))).status_code == 200


def test_a_stage_form_says_where_words_are_missing(officer):
    typed = FORMS["financing:apply"][1] | {"reason": "lainnya", "reason_text": "", "reason_kinds": "months_reported"}
    page = client_of(officer).post(address("financing:apply", factories.participant("PPAPP", on=EARLIER)), typed)

    assert page.status_code == 409
    assert "Tulis alasannya.</strong>" in page.content.decode()
