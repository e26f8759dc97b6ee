"""Registered on the way: whoever stood at the door of a class or bazaar is on its sheet, and the officer is back there."""

import pytest
from django.urls import reverse

from desk.registering.models import Draft
from foundation.days import today
from participants.models import Participant
from tests import factories
from tests.desk.conftest import filled
from tests.programs.activities import doors
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
BEGIN = reverse("registering:begin")


@pytest.fixture(params=["class", "bazaar"])
def door(request):
    return doors.at_door(request.param)


def to_the_form(client, door) -> str:
    """From the sheet with one tick to the counter and its form; answers the form's address."""
    counter = client.post(door.page, door.typed(door.invited, pressed="register")).url
    return client.post(counter, {"nik": factories.fresh_nik()}).url


def register(client, form, **changes):
    errand = client.get(form).context["form"]["errand"].value()
    return client.post(form, filled(errand=errand, channel="kelurahan", **changes))


def test_registered_she_is_on_the_sheet_and_the_ticks_are_still_there(door):
    client = door.client
    form = to_the_form(client, door)

    answer = register(client, form)

    assert answer.url == door.page
    her = Participant.objects.get(name="Contoh Warga Baru")
    assert door.row(her).uninvited_on == today()
    back = client.get(door.page)
    assert back.text.count('name="present"') == back.text.count(" checked") == 2
    assert her.registration_number in back.text
    door.held.refresh_from_db()
    assert back.context["form"]["version"].value() == str(door.held.version)


def test_the_form_sent_twice_leads_to_the_sheet_again_and_adds_her_once(door):
    client = door.client
    form = to_the_form(client, door)
    errand = client.get(form).context["form"]["errand"].value()
    sent = filled(errand=errand, channel="kelurahan")

    answers = [client.post(form, sent) for _ in range(2)]

    assert [one.url for one in answers] == [door.page, door.page]
    assert door.held.listed(today()).count() == 2


def test_what_the_errand_cannot_do_is_said_and_she_is_registered_all_the_same(door):
    client = door.client
    form = to_the_form(client, door)
    errand = client.get(form).context["form"]["errand"].value()
    type(door.held).objects.filter(pk=door.held.pk).update(cancelled_at="2026-01-01T00:00Z", cancel_reason="Hujan")

    answer = client.post(form, filled(errand=errand))

    her = Participant.objects.get(name="Contoh Warga Baru")
    assert answer.url == reverse("person:receipt", args=[her.public_id])
    assert door.held.listed(today()).count() == 1


def test_the_errand_of_an_unfinished_form_is_that_of_today(door):
    client, nik = door.client, factories.fresh_nik()
    client.post(BEGIN, {"nik": nik})

    form = client.post(f"{BEGIN}?untuk={door.errand}", {"nik": nik}).url

    assert Draft.objects.count() == 1
    assert client.get(form).context["form"]["errand"].value() == door.errand


@pytest.mark.parametrize(
    "errand",
    ["https://luar.example/", "//luar.example", "kelas", "kelas.x.y", "pabrik.1.2", "/pelatihan/", "kelas..", "\\"],
)
def test_what_is_no_errand_leads_nowhere(errand):
    door = doors.at_door("class")
    client = door.client
    page = client.get(BEGIN, {"untuk": errand})
    assert page.status_code == 200
    assert "luar.example" not in page.text
    form = client.post(BEGIN, {"nik": factories.fresh_nik()}).url

    answer = client.post(form, filled(errand=errand, channel="kelurahan"))

    assert answer.url == reverse("person:receipt", args=[Participant.objects.get(name="Contoh Warga Baru").public_id])


def test_an_errand_to_a_sheet_of_another_sudin_is_none(door):
    page = client_of(factories.sudin_officer("KPKP")).get(BEGIN, {"untuk": door.errand})

    assert str(door.held) not in page.text
    assert door.page not in page.text
