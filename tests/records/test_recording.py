"""Every stage's own form: saving its row completes the stage, once, by whoever may, and says what is wrong."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from foundation.days import today
from foundation.errors import NeedsReason, NotAllowed, Refused
from offices.models import Duty, Sudin
from offices.roles import Role
from participants.models import Participant
from records.completion import complete
from records.models import Source, StageRecord
from referrals.models import Referral
from referrals.referring import refer
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, VISIT, address, png
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.mark.parametrize("name", FORMS)
def test_saving_the_form_stores_the_row_and_completes_the_stage(name, her, officer):
    stage, typed = FORMS[name]
    response = client_of(officer).post(address(name, her), typed)

    assert response.status_code == 302, response.content.decode()
    record = her.stage_records.get(stage=stage)
    assert record.is_first
    assert record.acting_sudin_id == "PPAPP"
    assert record.credited_line_id == "PPAPP"
    kind = {"P3": "visit", "P4": "permit", "P5": "shoplink", "P6": "turnoverreport", "P7": "financing"}[stage]
    assert getattr(record, kind).participant == her


@pytest.mark.parametrize("stage", ["P2", "P3", "P7"])
def test_a_day_before_her_registration_needs_a_reason(stage, her, officer):
    told = {"on": EARLIER - timedelta(days=1), "by": officer, "source": Source.VISIT}

    with pytest.raises(NeedsReason, match="mendahului pendaftaran"):
        complete(her, stage, **told)
    assert complete(her, stage, reason="Pendampingan rintisan", **told).is_first


@pytest.mark.parametrize(("stage", "days"), [("P4", 2000), ("P5", 2000), ("P6", 300)])
def test_what_may_be_older_than_her_registration_needs_none(stage, days, her, officer):
    on = EARLIER - timedelta(days=days)

    assert complete(her, stage, on=on, by=officer, source=Source.PERMIT).is_first


def test_a_mistyped_year_is_refused_whatever_the_reason(her, officer):
    with pytest.raises(Refused, match="Periksa tahunnya"):
        complete(her, "P3", on=date(202, 11, 20), by=officer, source=Source.VISIT, reason="Memang begitu")


@pytest.mark.parametrize("name", FORMS)
def test_the_empty_form_opens_and_an_empty_answer_records_nothing(name, her, officer):
    client = client_of(officer)
    assert client.get(address(name, her)).status_code == 200
    assert client.post(address(name, her), {}).status_code == 422
    assert her.stage_records.count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_records_once(name, her, officer):
    stage, typed = FORMS[name]
    client, typed = client_of(officer), typed | {"once": str(uuid4())}
    answers = {client.post(address(name, her), typed).status_code for _ in range(2)}

    assert answers == {302}
    assert her.stage_records.filter(stage=stage).count() == 1


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("who", ["kelurahan", "lurah", "other_sudin", "other_city"])
def test_nobody_else_records(name, who, her):
    stage, typed = FORMS[name]
    officer = {
        "kelurahan": factories.kelurahan_officer,
        "lurah": lambda: factories.user_with(Role.LURAH, factories.DURI_KEPA),
        "other_sudin": lambda: factories.sudin_officer("PPKUKM"),
        "other_city": lambda: factories.sudin_officer("PPAPP", "31.71"),
    }[who]()
    response = client_of(officer).post(address(name, her), typed)

    assert response.status_code in (403, 404)
    assert not her.stage_records.filter(stage=stage).exists()


def test_a_kasatlak_records_a_visit_in_her_kecamatan_and_not_beyond(her):
    inside = factories.user_with(Role.KASATLAK, "31.73.05", "PPAPP")
    beyond = factories.user_with(Role.KASATLAK, "31.73.02", "PPAPP")

    assert client_of(beyond).post(address("mentoring:record", her), VISIT).status_code == 404
    assert client_of(inside).post(address("mentoring:record", her), VISIT).status_code == 302


def test_a_back_dated_record_keeps_the_placement_of_that_day(her, officer):
    her.placements.update(starts_on="2026-01-05", ends_on="2026-06-30")
    her.placements.create(line_id="KPKP", kelurahan_id=factories.TOMANG, starts_on="2026-07-01", recorded_by=officer)
    Participant.objects.filter(pk=her.pk).update(line="KPKP", kelurahan=factories.TOMANG)
    now_in_charge = factories.sudin_officer("KPKP")

    client_of(now_in_charge).post(address("mentoring:record", her), VISIT | {"visited_on": "03/02/2026"})

    record = her.stage_records.get(stage="P3")
    assert (record.credited_line_id, record.kelurahan_id, record.acting_sudin_id) == (
        "PPAPP",
        factories.DURI_KEPA,
        "KPKP",
    )


def refer_to(sudin, her, by):
    until = today() + timedelta(days=30)
    return refer(her, "P3", to_sudin=Sudin.objects.get(pk=sudin), reason="Bimbingan", ends_on=until, by=by)


def test_an_officer_whom_two_sudin_let_record_is_asked_which_one_acted(her, officer):
    refer_to("KPKP", her, officer)
    factories.give(officer, Role.SUDIN, "31.73", "KPKP")
    client = client_of(officer)

    asked = client.post(address("mentoring:record", her), VISIT)
    assert asked.status_code == 409
    assert "Pilih sudin pelaksana" in asked.content.decode()
    assert [code for code, _ in asked.context["form"].fields["acting"].choices] == ["", "PPAPP", "KPKP"]
    assert not her.stage_records.filter(stage="P3").exists()

    assert client.post(address("mentoring:record", her), VISIT | {"acting": "KPKP"}).status_code == 302
    assert her.stage_records.get(stage="P3").acting_sudin_id == "KPKP"


def test_a_duty_that_does_not_reach_her_answers_no_referral(her, officer):
    referral = refer_to("KPKP", her, officer)
    factories.give(officer, Role.SUDIN, "31.71", "KPKP")
    told = {"on": date(2026, 11, 2), "by": officer, "source": Source.VISIT}

    with pytest.raises(NotAllowed, match="tidak mencakup peserta ini"):
        complete(her, "P3", acting="KPKP", **told)
    assert "acting" not in client_of(officer).get(address("mentoring:record", her)).context["form"].fields
    assert complete(her, "P3", **told).acting_sudin_id == "PPAPP"
    assert referral in Referral.objects.open()


def test_of_two_sudin_the_one_she_served_on_that_day_acted(her, officer):
    refer_to("KPKP", her, officer)
    factories.give(officer, Role.SUDIN, "31.73", "KPKP", starts_on="2026-11-10")
    client = client_of(officer)

    assert client.post(address("mentoring:record", her), VISIT | {"acting": "KPKP"}).status_code == 403
    assert client.post(address("mentoring:record", her), VISIT).status_code == 302
    assert her.stage_records.get(stage="P3").acting_sudin_id == "PPAPP"


def test_an_ended_duty_is_not_offered(her, officer):
    factories.give(officer, Role.SUDIN, "31.73", "KPKP", ends_on="2020-12-31")

    assert "acting" not in client_of(officer).get(address("mentoring:record", her)).context["form"].fields


def test_what_is_expected_warns_and_a_reason_goes_on_and_is_kept(her, officer):
    typed = {name: value for name, value in FORMS["financing:apply"][1].items() if name != "reason"}
    client = client_of(officer)

    warned = client.post(address("financing:apply", her), typed)
    assert warned.status_code == 409
    assert "laporan keuangan (P6) untuk tiga bulan" in warned.content.decode()
    assert "10.000.000" in warned.content.decode()

    client.post(address("financing:apply", her), typed | {"reason": "Pinjaman keluarga."})
    assert her.stage_records.get(stage="P7").reason == "Pinjaman keluarga."


def test_a_day_to_come_is_refused_with_what_was_typed_kept(her, officer):
    answer = client_of(officer).post(address("mentoring:record", her), VISIT | {"visited_on": "01/01/2199"})

    assert answer.status_code == 409
    assert "tidak boleh melebihi hari ini" in answer.content.decode()
    assert "Membahas kemasan." in answer.content.decode()


def test_a_person_who_left_gets_no_record(her, officer):
    Participant.objects.filter(pk=her.pk).update(state="withdrawn", state_reason="Pindah")
    assert client_of(officer).post(address("mentoring:record", her), VISIT).status_code == 409


def test_evidence_sent_with_the_form_is_kept_with_the_record(her, officer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client_of(officer).post(address("mentoring:record", her), VISIT | {"evidence": png()})

    file = her.stage_records.get(stage="P3").evidence.get()
    assert file.name == "P3-2026-11-02-1.png"
    with file.file.open("rb") as kept:
        assert kept.read().startswith(b"\x89PNG")


def test_duties_that_have_ended_end_the_right_with_the_next_request(her, officer):
    client = client_of(officer)
    assert client.get(address("mentoring:record", her)).status_code == 200
    Duty.objects.filter(user=officer).update(ends_on="2026-01-31")
    assert client.get(address("mentoring:record", her)).status_code == 403


def test_one_person_completing_every_stage_leaves_one_first_each(her, officer):
    client = client_of(officer)
    for name, (_, typed) in FORMS.items():
        client.post(address(name, her), typed)
    assert StageRecord.objects.firsts().filter(participant=her).count() == 6
