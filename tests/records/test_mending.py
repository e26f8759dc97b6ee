"""Mending a record on its own form: what was typed stands there, and what is saved takes its place."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.errors import NeedsReason
from offices import golive
from offices.roles import Role
from records.completion import complete, void
from records.models import Expectation, Source, StageCode, StageRecord
from records.subjects import subjects
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, address, png
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

MENDING = [subject.form for subject in subjects if subject.mends]
SHOP = "shops:record"


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def client(officer):
    return client_of(officer)


def recorded(client, her, form, **more) -> StageRecord:
    stage, typed = FORMS[form]
    client.post(address(form, her), typed | {"once": str(uuid4()), "reason": "Memang begitu."} | more)
    return StageRecord.objects.get(stage_id=stage)


def mended(client, her, form, record, **more):
    told = FORMS[form][1] | {"once": str(uuid4()), "reason": "Memang begitu.", "because": "Salah ketik"} | more
    return client.post(address(form, her) + f"?perbaiki={record.public_id}", told)


def test_four_subjects_mend_their_records():
    assert len(MENDING) == 4


@pytest.mark.parametrize("form", MENDING)
def test_the_form_begins_with_what_was_typed_and_saving_it_takes_its_place(her, client, form):
    old = recorded(client, her, form)

    shown = client.get(address(form, her) + f"?perbaiki={old.public_id}").context["form"]
    typed = FORMS[form][1]
    assert all(shown[name].value() not in {None, ""} for name in typed)
    assert "because" in shown.fields
    assert mended(client, her, form, old).status_code == 302

    old.refresh_from_db()
    new = StageRecord.objects.get(replaces=old)
    assert (new.known_since, new.is_first) == (old.recorded_at, True)
    assert old.void_reason == "Salah ketik"
    assert new.recorded_at > old.recorded_at


def test_the_files_go_along(her, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    old = recorded(client, her, SHOP, evidence=png())
    assert old.evidence.count() == 1

    mended(client, her, SHOP, old)
    new = StageRecord.objects.get(replaces=old)

    assert list(new.evidence.values_list("sha256", "name")) == list(old.evidence.values_list("sha256", "name"))


def test_of_two_who_mend_the_same_record_the_second_is_refused(her, client):
    old = recorded(client, her, SHOP)
    mended(client, her, SHOP, old)

    assert mended(client, her, SHOP, old).status_code == 409
    assert StageRecord.objects.filter(replaces=old).count() == 1


def test_refused_the_old_record_still_stands(her, client):
    old = recorded(client, her, SHOP)

    assert mended(client, her, SHOP, old, opened_on="01/12/2030").status_code in {409, 422}
    old.refresh_from_db()
    assert old.voided_at is None


@pytest.mark.parametrize("form", MENDING)
def test_the_persons_page_leads_to_it(her, client, form):
    record = recorded(client, her, form)
    page = client.get(f"/peserta/{her.public_id}/").content.decode()

    assert f"?perbaiki={record.public_id}" in page


def take_back(client, record, reason="Salah ketik"):
    client.post(reverse("records:void", args=[record.public_id]), {"reason": reason})


def anew(her, form, record):
    return address(form, her) + f"?ulang={record.public_id}"


@pytest.mark.parametrize("form", MENDING)
def test_what_was_taken_back_first_is_mended_all_the_same(her, client, form):
    old = recorded(client, her, form)
    take_back(client, old)
    assert f"?ulang={old.public_id}" in client.get(f"/peserta/{her.public_id}/").text

    shown = client.get(anew(her, form, old)).context["form"]
    assert all(shown[name].value() not in {None, ""} for name in FORMS[form][1])
    assert "because" not in shown.fields
    told = FORMS[form][1] | {"once": str(uuid4()), "reason": "Memang begitu."}
    assert [client.post(anew(her, form, old), told).status_code for _ in range(2)] == [302, 302]

    new = StageRecord.objects.get(replaces=old)
    assert (new.known_since, new.is_first) == (old.recorded_at, True)
    assert f"?ulang={old.public_id}" not in client.get(f"/peserta/{her.public_id}/").text


def test_it_is_mended_once_lately_and_by_whoever_took_it_back(her, client):
    old = recorded(client, her, SHOP)
    take_back(client, old)
    other = client_of(factories.sudin_officer("PPAPP"))
    told = FORMS[SHOP][1]

    assert f"?ulang={old.public_id}" not in other.get(f"/peserta/{her.public_id}/").text
    assert other.get(anew(her, SHOP, old)).status_code == 302
    assert other.post(anew(her, SHOP, old), told | {"once": str(uuid4())}).status_code == 409
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert client_of(old.recorded_by).post(anew(her, SHOP, old), told | {"once": str(uuid4())}).status_code == 409
    assert client.post(anew(her, SHOP, old), told | {"once": str(uuid4())}).status_code == 302
    assert client.post(anew(her, SHOP, old), told | {"once": str(uuid4())}).status_code == 409
    assert StageRecord.objects.filter(replaces=old).count() == 1


def test_a_record_that_still_stands_is_not_written_anew_beside_itself(her, client):
    old = recorded(client, her, SHOP)

    assert client.get(anew(her, SHOP, old)).status_code == 302
    assert client.post(anew(her, SHOP, old), FORMS[SHOP][1] | {"once": str(uuid4())}).status_code == 409


def test_mended_meanwhile_the_form_leads_back_to_her(her, client):
    old = recorded(client, her, SHOP)
    mended(client, her, SHOP, old)

    assert client.get(address(SHOP, her) + f"?perbaiki={old.public_id}").url == f"/peserta/{her.public_id}/"


def test_mending_asks_for_no_expectation_again_and_keeps_the_reason(her, client):
    Expectation.objects.create(stage_id="P5", fact="has_permit", parameter="nib", words="NIB.", starts_on=EARLIER)
    old = recorded(client, her, SHOP)
    assert (old.reason, bool(old.reason_kind)) == ("Memang begitu.", True)

    shown = client.get(address(SHOP, her) + f"?perbaiki={old.public_id}")
    assert shown.context["lacks"] == []
    assert mended(client, her, SHOP, old, reason="").status_code == 302
    new = StageRecord.objects.get(replaces=old)
    assert (new.reason, new.reason_kind) == (old.reason, old.reason_kind)


def test_taking_back_names_the_shorter_way(her, client):
    old = recorded(client, her, SHOP)

    assert f"?perbaiki={old.public_id}" in client.get(reverse("records:void", args=[old.public_id])).text


def test_a_record_that_still_stands_cannot_be_replaced(her, client, officer):
    old = recorded(client, her, SHOP)
    copied = ("participant_id", "stage_id", "occurred_on", "kelurahan_id", "credited_line_id", "source")
    told = {name: getattr(old, name) for name in copied}

    with pytest.raises(InternalError, match="sudah dibatalkan"), transaction.atomic():
        StageRecord.objects.create(**told, recorded_by=officer, recorded_at=timezone.now(), replaces=old)


def test_a_record_replaces_none_of_another_person(her, client, officer):
    old = recorded(client, her, SHOP)
    void(old, by=officer, reason="Salah ketik")
    copied = ("stage_id", "occurred_on", "kelurahan_id", "credited_line_id", "acting_sudin_id", "source")
    told = {name: getattr(old, name) for name in copied}
    other = factories.participant(on=EARLIER)

    with pytest.raises(InternalError, match="peserta dan tahap yang sama"), transaction.atomic():
        StageRecord.objects.create(**told, participant=other, recorded_by=officer, replaces=old)


def test_before_its_office_went_live_no_reason_is_asked(her, officer):
    """A training without NIB is asked about, unless it happened before the office used the portal."""
    about = {"on": date(2026, 2, 3), "by": officer, "source": Source.JOINT}
    with pytest.raises(NeedsReason):
        complete(her, StageCode.TRAINING, **about)
    golive.set_month("PPAPP@31.73", date(2026, 3, 1), by=factories.user_with(Role.PEREKONOMIAN), version=1)

    assert complete(her, StageCode.TRAINING, **about).reason == ""
    with pytest.raises(NeedsReason):
        complete(her, StageCode.TRAINING, **about | {"on": date(2026, 3, 1)})
