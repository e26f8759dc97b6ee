"""One visit for many: filled in, previewed, recorded for all of them or nobody, and saying who stands in the way."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.roles import Role
from participants.models import Participant
from programs.mentoring.models import Visit
from programs.mentoring.visiting import MOST_TOGETHER, record_joint_visit
from records.models import Source, StageCode, StageRecord
from tests import factories
from tests.programs.stage_forms import EARLIER, VISIT
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

JOINT = reverse("mentoring:joint")


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people():
    return [factories.participant(on=EARLIER, name=f"Orang {letter}") for letter in "ABC"]


def chosen(people, **more):
    return {"peserta": [str(person.public_id) for person in people]} | more


def visits():
    return StageRecord.objects.filter(stage=StageCode.MENTORING)


def test_choosing_previewing_and_recording(officer, people):
    client = client_of(officer)

    form = client.post(JOINT, chosen(people))
    assert form.status_code == 200
    assert "Orang B" in form.content.decode()

    typed = chosen(people, **VISIT, once=str(uuid4()))
    preview = client.post(JOINT, typed | {"langkah": "pratinjau"}).content.decode()
    assert "Catat untuk 3 peserta" in preview
    assert "2 November 2026" in preview
    assert not visits().exists()

    for _ in range(2):
        assert client.post(JOINT, typed | {"langkah": "simpan"}).status_code == 302
    assert set(visits().values_list("source", "is_first", "acting_sudin")) == {(Source.JOINT, True, "PPAPP")}
    assert Visit.objects.filter(place="Rumah usaha").count() == visits().count() == 3


def test_what_was_typed_can_be_changed_after_the_preview(officer, people):
    back = client_of(officer).post(JOINT, chosen(people, **VISIT, langkah="ubah")).content.decode()
    assert "Membahas kemasan." in back
    assert "Pratinjau" in back


def test_a_foreign_id_stops_everything_and_is_named(officer, people):
    foreign = factories.participant("KPKP", on=EARLIER)
    answer = client_of(officer).post(JOINT, chosen([*people, foreign], **VISIT, langkah="simpan"))

    assert answer.status_code == 409
    assert str(foreign.public_id) in answer.content.decode()
    assert foreign.name not in answer.content.decode()
    assert not visits().exists()


@pytest.mark.parametrize("bad", ["7c9e6679-7425-40de-944b-e07fc1f90ae7", "bukan-uuid", "<script>"])
def test_an_invalid_id_stops_everything_and_is_named(officer, people, bad):
    typed = chosen(people, **VISIT, langkah="simpan")
    answer = client_of(officer).post(JOINT, typed | {"peserta": [*typed["peserta"], bad]})

    assert answer.status_code == 409
    assert bad.replace("<", "&lt;").replace(">", "&gt;") in answer.content.decode()
    assert not visits().exists()


def test_one_person_who_left_stops_everything_and_is_named(officer, people):
    Participant.objects.filter(pk=people[1].pk).update(state="withdrawn", state_reason="Pindah")
    client = client_of(officer)

    assert "Tidak aktif (Mengundurkan diri)" in client.post(JOINT, chosen(people)).content.decode()
    answer = client.post(JOINT, chosen(people, **VISIT, langkah="simpan"))
    assert answer.status_code == 409
    assert people[1].registration_number in answer.content.decode()
    assert not visits().exists()


def test_one_person_seen_by_referral_for_another_stage_stops_everything(people):
    from datetime import timedelta

    from foundation.days import today
    from offices.models import Sudin
    from referrals.referring import refer

    kpkp = factories.sudin_officer("KPKP")
    own = factories.participant("KPKP", on=EARLIER)
    until, to = today() + timedelta(9), Sudin.objects.get(pk="KPKP")
    refer(people[0], "P4", to_sudin=to, reason="NIB", ends_on=until, by=factories.sudin_officer("PPAPP"))

    answer = client_of(kpkp).post(JOINT, chosen([own, people[0]], **VISIT, langkah="simpan"))
    assert answer.status_code == 403
    assert not visits().exists()


@pytest.mark.parametrize("number", [0, MOST_TOGETHER + 1])
def test_nobody_or_too_many_is_refused(officer, number):
    answer = client_of(officer).post(JOINT, {"peserta": [str(uuid4()) for _ in range(number)]})
    assert answer.status_code == 409


def test_roles_that_record_no_visits_are_kept_out(people):
    assert (
        client_of(factories.user_with(Role.LURAH, factories.DURI_KEPA)).post(JOINT, chosen(people)).status_code == 403
    )


def test_a_day_to_come_records_nobody(officer, people):
    answer = client_of(officer).post(JOINT, chosen(people, **(VISIT | {"visited_on": "01/01/2199"}), langkah="simpan"))
    assert answer.status_code == 409
    assert not visits().exists()


def test_queries_do_not_grow_with_people(officer, people):
    def queries(ids):
        told = {"mentor": "Ibu", "place": "Balai", "note": "Bersama"}
        with CaptureQueriesContext(connection) as seen:
            record_joint_visit(ids, visited_on=EARLIER, by=officer, **told)
        return len(seen)

    few = queries([people[0].public_id])
    assert queries([person.public_id for person in people]) <= few
