"""Pages of the bazaar room: what each shows, and to whom."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from programs.bazaars import attendance
from programs.bazaars.models import Bazaar, BazaarDay
from records.models import StageRecord
from referrals.models import Referral, Result
from tests import factories
from tests.programs.bazaars import rows
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

DAY = rows.YESTERDAY.isoformat()


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def client(officer):
    return client_of(officer)


@pytest.fixture
def people():
    return [rows.trader(name=f"Contoh Nomor {n}") for n in range(3)]


@pytest.fixture
def held(officer, people):
    return rows.with_stands(officer, people)


def address(name, held, *more):
    return reverse(f"bazaars:{name}", args=[held.public_id, *more])


def test_a_bazaar_is_planned_and_the_form_sent_twice_plans_one(client):
    typed = {
        "name": "Bazar September",
        "sudin": "PPAPP",
        "starts_on": "25/09/2023",
        "ends_on": "26/09/2023",
        "place": "Halaman Kantor",
        "kelurahan": factories.DURI_KEPA,
        "funding": "sponsor",
        "stands": "30",
        "once": str(uuid4()),
    }
    first, second = (client.post(reverse("bazaars:new"), typed) for _ in range(2))

    assert first.url == second.url
    assert len(Bazaar.objects.get().days) == 2


def test_the_picker_shows_rw_trade_and_turn_and_gives_stands(client, officer, people):
    planned = rows.bazaar(officer)
    page = client.get(address("choose", planned)).text
    assert "RW 011" in page
    assert "Kuliner" in page
    assert page.count("Belum pernah</span>") == 3

    client.post(address("choose", planned), {"chosen": [str(person.public_id) for person in people]})

    assert sorted(planned.exhibitors.values_list("stand", flat=True)) == [1, 2, 3]


def test_the_picker_tells_how_many_of_her_rw_are_chosen(client, held):
    rows.trader()

    assert "RW 011 · 3 terpilih" in client.get(address("choose", held)).text


def test_attendance_and_sales_of_a_day_are_taken_on_one_page(client, held, people):
    stand = rows.stand_of(held, people[0]).public_id
    client.post(
        address("day", held, DAY), {"version": held.version, "present": [str(stand)], f"sales_{stand.hex}": "1.250.000"}
    )

    assert BazaarDay.objects.get().sales == 1_250_000
    page = client.get(address("detail", held)).text
    assert "Rp1.250.000" in page


def test_sales_without_a_tick_are_asked_about_and_kept(client, held, people):
    stand = rows.stand_of(held, people[0]).public_id
    answer = client.post(address("day", held, DAY), {"version": held.version, f"sales_{stand.hex}": "50.000"})

    assert answer.status_code == 422
    assert "tandai hadir, atau kosongkan" in answer.text
    assert 'value="50.000"' in answer.text
    assert not StageRecord.objects.filter(stage="P5").exists()


def test_a_mistyped_amount_does_not_renew_the_sheet(client, officer, held, people):
    stand, opened = rows.stand_of(held, people[0]).public_id, held.version
    attendance.take(held, rows.YESTERDAY, opened, {stand: Decimal(700_000)}, by=officer)
    typed = {"version": opened, "present": [str(stand)], f"sales_{stand.hex}": "banyak"}

    answer = client.post(address("day", held, DAY), typed)
    assert answer.status_code == 422
    again = typed | {"version": answer.context["form"]["version"].value(), f"sales_{stand.hex}": "50.000"}
    assert f'name="version" value="{opened}"' in answer.text
    assert client.post(address("day", held, DAY), again).status_code == 409
    assert BazaarDay.objects.get().sales == 700_000


def test_after_the_sheet_was_shown_anew_saving_it_is_meant(client, officer, held, people):
    stand, opened = rows.stand_of(held, people[0]).public_id, held.version
    attendance.take(held, rows.YESTERDAY, opened, {stand: None}, by=officer)
    typed = {"version": opened, "present": [str(stand)], f"sales_{stand.hex}": "50.000"}

    stale = client.post(address("day", held, DAY), typed)
    assert stale.status_code == 409
    client.post(address("day", held, DAY), typed | {"version": stale.context["form"]["version"].value()})

    assert BazaarDay.objects.get().sales == 50_000


def test_taking_somebody_off_asks_for_a_reason_on_the_page(client, held, people):
    stand = rows.stand_of(held, people[0]).public_id
    client.post(address("day", held, DAY), {"version": held.version, "present": [str(stand)]})
    held.refresh_from_db()

    nobody = {"version": held.version, "nobody": "on"}
    answer = client.post(address("day", held, DAY), nobody)
    assert answer.status_code == 409
    assert 'name="reason"' in answer.text

    client.post(address("day", held, DAY), nobody | {"reason": "Salah stan"})
    assert not StageRecord.objects.valid().filter(stage="P5").exists()


def test_a_stand_is_given_up_and_handed_on(client, held, people):
    one, other = (rows.stand_of(held, person).public_id for person in people[:2])
    newcomer = rows.trader()
    client.post(address("withdraw", held, one))
    client.post(address("replace", held, other), {"chosen": [str(newcomer.public_id)]})

    assert rows.stand_of(held, newcomer).stand == 2
    assert held.exhibitors.present().count() == 2


def test_after_a_bazaar_the_stand_of_who_stood_there_is_not_handed_on(client, officer, people):
    over = rows.with_stands(officer, people[:2], starts_on=rows.YESTERDAY, ends_on=rows.YESTERDAY)
    came, absent = (rows.stand_of(over, person).public_id for person in people[:2])
    attendance.take(over, rows.YESTERDAY, over.version, {came: None}, by=officer)

    page = client.get(address("detail", over)).text

    assert address("replace", over, came) not in page
    assert address("replace", over, absent) in page


@pytest.mark.parametrize("name", ["withdraw", "replace"])
def test_nor_by_sending_the_form_all_the_same(name, client, officer, people):
    over = rows.with_stands(officer, people[:2], starts_on=rows.YESTERDAY, ends_on=rows.YESTERDAY)
    came = rows.stand_of(over, people[0])
    attendance.take(over, rows.YESTERDAY, over.version, {came.public_id: None}, by=officer)

    answer = client.post(address(name, over, came.public_id), {"chosen": [str(people[2].public_id)]})

    assert answer.status_code == 409
    assert "Bazar sudah selesai dan peserta ini hadir" in answer.text
    assert rows.stand_of(over, people[0]) == came


def test_a_day_outside_the_bazaar_is_no_page_and_leads_to_its_days(client, held):
    onward = client.get(address("day", held, "2020-01-01"), follow=True)
    assert onward.redirect_chain == [(address("detail", held), 302)]
    assert "1 Januari 2020 bukan hari bazar ini (lagi)." in onward.text
    assert client.get(address("day", held, "besok")).status_code == 404


@pytest.mark.parametrize("name", ["detail", "edit", "cancel", "choose"])
def test_a_bazaar_of_another_sudin_is_not_there(name, held):
    stranger = client_of(factories.sudin_officer("KPKP"))

    assert stranger.get(address(name, held)).status_code == 404


def test_who_exhibits_is_named_only_to_those_who_may_see_her(held, people):
    near = client_of(factories.kelurahan_officer(factories.DURI_KEPA))
    assert "Contoh Nomor 1" in near.get(address("detail", held)).text

    elsewhere = rows.trader(name="Contoh Dari Tomang", kelurahan=factories.TOMANG)
    rows.choosing.choose(held, [elsewhere.public_id], by=factories.sudin_officer("PPAPP"))

    page = near.get(address("detail", held)).text
    assert "Contoh Dari Tomang" not in page
    assert "di luar wilayah" in page


def test_a_guest_whose_referral_is_closed_is_named_on_the_sheet_alone_and_without_a_way_to_her(client, officer):
    guest = rows.referred()
    held = rows.with_stands(officer, [guest])
    attendance.take(held, rows.YESTERDAY, held.version, {rows.stand_of(held, guest).public_id: None}, by=officer)
    Referral.objects.all().end(by=officer, result=Result.DONE)

    sheet = client.get(address("day", held, DAY)).text
    assert guest.name in sheet
    assert str(guest.public_id) not in sheet
    assert guest.name not in client.get(address("detail", held)).text


def test_the_page_takes_the_same_queries_however_many_stands(client, held, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(address("detail", held))


def test_planning_is_confirmed(client):
    typed = {
        "name": "Bazar September",
        "sudin": "PPAPP",
        "starts_on": "25/09/2023",
        "ends_on": "26/09/2023",
        "place": "Halaman Kantor",
        "kelurahan": factories.DURI_KEPA,
        "funding": "sponsor",
        "stands": "30",
        "once": str(uuid4()),
    }
    assert "Bazar dibuat." in client.post(reverse("bazaars:new"), typed, follow=True).text
