"""Pages of the training room: what each shows, and to whom."""

from uuid import uuid4

import pytest
from django.urls import reverse

from programs.training import inviting
from programs.training.models import TrainingClass
from records.models import StageRecord
from tests import factories
from tests.programs.training import rows
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def client(officer):
    return client_of(officer)


@pytest.fixture
def people():
    return [factories.participant("PPAPP", name=f"Contoh Nomor {n}") for n in range(3)]


@pytest.fixture
def held(officer, people):
    return rows.with_invitations(officer, people)


def address(name, held, *more):
    return reverse(f"training:{name}", args=[held.public_id, *more])


TYPED = {
    "title": "Menjahit Dasar",
    "kind": "keliling",
    "sudin": "PPAPP",
    "starts_on": "7 Desember 2026",
    "place": "RPTRA Contoh",
    "kelurahan": factories.DURI_KEPA,
    "seats": "40",
}


def test_a_class_is_planned_and_the_form_sent_twice_plans_one(client):
    typed = TYPED | {"once": str(uuid4())}
    first, second = (client.post(reverse("training:new"), typed) for _ in range(2))

    assert first.url == second.url
    planned = TrainingClass.objects.get()
    assert (planned.seats, planned.kind, planned.ends_on.isoformat()) == (40, "keliling", "2026-12-07")


def test_a_form_with_mistakes_keeps_what_was_typed(client):
    answer = client.post(reverse("training:new"), TYPED | {"seats": "banyak"})

    assert answer.status_code == 422
    assert "Menjahit Dasar" in answer.text
    assert "Tulis bilangan bulat" in answer.text


def test_two_officers_on_one_class_the_second_sees_what_changed(client, held):
    typed = {name: str(value) for name, value in TYPED.items()} | {"version": held.version}
    client.post(address("edit", held), typed | {"title": "Tata Boga Lanjutan"})

    answer = client.post(address("edit", held), typed | {"title": "Tata Boga Dasar"})

    assert answer.status_code == 409
    assert "Tata Boga Lanjutan" in answer.text
    assert "Tata Boga Dasar" in answer.text


def test_the_page_of_a_class_tells_invited_from_attended(client, held, people):
    client.post(
        address("attendance", held),
        {"version": held.version, "reason": "NIB diurus", "present": rows.invitations_of(held, people[:2])},
    )

    page = client.get(address("detail", held)).text
    assert page.count("Tidak hadir") == 1
    assert StageRecord.objects.filter(stage="P2").count() == 2


def test_the_sheet_asks_for_a_reason_and_keeps_the_ticks(client, held, people):
    answer = client.post(
        address("attendance", held), {"version": held.version, "present": rows.invitations_of(held, people[:2])}
    )

    assert answer.status_code == 409
    assert answer.text.count(" checked") == 2
    assert 'name="reason"' in answer.text
    assert "NIB" in answer.text


def test_a_refused_sheet_keeps_the_version_it_was_opened_with(client, officer, held, people):
    opened = held.version
    inviting.invite(held, [factories.participant("PPAPP").public_id], by=officer)

    answer = client.post(address("attendance", held), {"version": opened, "present": ["bukan-undangan"]})

    assert answer.status_code == 422
    assert f'name="version" value="{opened}"' in answer.text


def test_the_picker_offers_the_untrained_and_finds_by_name(client, officer, people):
    planned = rows.training_class(officer)

    page = client.get(address("invite", planned), {"q": "nomor 1"}).text
    assert "Contoh Nomor 1" in page
    assert "Contoh Nomor 2" not in page


def test_the_picker_invites(client, officer, people):
    planned = rows.training_class(officer)

    client.post(address("invite", planned), {"chosen": [str(person.public_id) for person in people]})

    assert planned.invitations.count() == 3


def test_a_refused_choice_stays_ticked(client, officer, people):
    planned = rows.training_class(officer)
    chosen = [*people, factories.participant("KPKP")]

    answer = client.post(address("invite", planned), {"chosen": [str(person.public_id) for person in chosen]})

    assert answer.status_code == 409
    assert "di luar tugas Anda" in answer.text
    assert answer.text.count(" checked") == 3


def test_beyond_the_seats_the_officer_is_told_both_numbers(client, officer, people):
    planned = rows.training_class(officer, seats=2)

    answer = client.post(
        address("invite", planned), {"chosen": [str(person.public_id) for person in people]}, follow=True
    )

    assert "Undangan kini 3 untuk 2 kursi." in answer.text
    assert "lebih banyak daripada kursi" in answer.text


@pytest.mark.parametrize("name", ["detail", "edit", "cancel", "invite", "attendance"])
def test_a_class_of_another_sudin_is_not_there(name, held):
    stranger = client_of(factories.sudin_officer("KPKP"))

    assert stranger.get(address(name, held)).status_code == 404


@pytest.mark.parametrize("name", ["edit", "cancel", "invite", "attendance"])
def test_a_kelurahan_officer_only_looks(name, held):
    looker = client_of(factories.kelurahan_officer(factories.DURI_KEPA))

    assert looker.get(address("detail", held)).status_code == 200
    assert looker.get(address(name, held)).status_code == 403


def test_the_list_takes_the_same_queries_however_many_classes(client, officer, django_assert_max_num_queries):
    for _ in range(6):
        rows.training_class(officer)

    with django_assert_max_num_queries(14):
        assert client.get(reverse("training:list")).status_code == 200


def test_the_picker_refuses_a_nik_in_its_address(client, officer, people):
    answer = client.get(address("invite", rows.training_class(officer)), {"q": "3173051201900010"})

    assert "Cari NIK atau nomor HP di halaman Peserta" in answer.text


def test_planning_is_confirmed(client):
    typed = TYPED | {"once": str(uuid4())}
    assert "Kelas dibuat." in client.post(reverse("training:new"), typed, follow=True).text
