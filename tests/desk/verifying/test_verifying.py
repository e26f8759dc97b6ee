"""The work list of verification, and what comes back from it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.access_log import AccessEntry, AccessKind
from participants.leaving import withdraw
from participants.participants import IdentityState
from participants.verification import return_with_reason, verify
from tests.factories import KEDOYA_UTARA, MENTENG, kelurahan_officer, participant, sudin_officer
from tests.sessions import client_of


@pytest.fixture
def sudin(db):
    return sudin_officer("PPAPP")


@pytest.fixture
def desk(sudin):
    return client_of(sudin)


def ticked(*people):
    return {"chosen": [f"{person.public_id}:{person.version}" for person in people]}


def states(*people):
    for person in people:
        person.refresh_from_db()
    return {person.identity_state for person in people}


def test_the_list_holds_who_waits_in_my_sudin_and_city_and_nobody_else(desk, sudin):
    waiting = participant("PPAPP", KEDOYA_UTARA)
    verify(participant("PPAPP"), by=sudin)
    participant("KPKP")
    participant("PPAPP", MENTENG)

    page = desk.get(reverse("verifying:list"))

    assert page.context["page"].rows == [waiting]
    assert waiting.nik not in page.text
    assert f"{waiting.nik[:4]}••••••••••••" in page.text


def test_the_list_takes_as_many_queries_for_many_as_for_one(desk):
    desk.get(reverse("verifying:list"))  # the first request of a session writes its clocks down
    counts = []
    for more in (1, 9):
        for _ in range(more):
            participant("PPAPP")
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("verifying:list"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_chosen_previewed_done(desk):
    people = [participant("PPAPP") for _ in range(2)]

    preview = desk.post(reverse("verifying:preview"), ticked(*people))
    assert all(person.name in preview.text for person in people)
    assert states(*people) == {IdentityState.REGISTERED}
    assert desk.post(reverse("verifying:verify_many"), ticked(*people)).status_code == 302

    assert states(*people) == {IdentityState.VERIFIED}


def test_one_foreign_id_stops_all_and_is_named(desk):
    ours, theirs = participant("PPAPP"), participant("KPKP", name="Nama Orang Lain")

    answer = desk.post(reverse("verifying:verify_many"), ticked(ours, theirs))

    assert answer.status_code == 409
    assert str(theirs.public_id) in answer.text
    assert theirs.name not in answer.text
    assert states(ours) == {IdentityState.REGISTERED}


@pytest.mark.parametrize("chosen", [["bukan-id"], [f"{uuid4()}:x"], [f"{uuid4()}:1"] * 201])
def test_an_unreadable_or_endless_choice_is_refused(desk, chosen):
    for name in ("verifying:preview", "verifying:verify_many"):
        assert desk.post(reverse(name), {"chosen": chosen}).status_code == 409


def test_the_page_to_verify_on_offers_the_full_numbers_and_the_way_back_to_the_queue(desk):
    person = participant("PPAPP")
    page = desk.get(reverse("verifying:verify", args=[person.public_id]))

    for what in ("nik", "lahir", "alamat"):
        assert reverse("person:reveal", args=[person.public_id, what]) in page.text
    assert f'href="{reverse("verifying:list")}">Kembali ke daftar' in page.text


def test_the_menu_marks_verification_while_one_is_verified(desk):
    page = desk.get(reverse("verifying:verify", args=[participant("PPAPP").public_id]))

    assert [line["label"] for line in page.context["navigation"] if line["active"]] == ["Verifikasi"]


def test_one_by_one_on_a_page_that_is_noted(desk, sudin):
    person = participant("PPAPP")
    address = reverse("verifying:verify", args=[person.public_id])

    page = desk.get(address)
    assert person.nik not in page.text
    assert AccessEntry.objects.filter(user=sudin, participant=person, kind=AccessKind.OPENED).count() == 1
    desk.post(address, {"version": person.version})

    assert states(person) == {IdentityState.VERIFIED}


def test_one_that_was_confirmed_can_still_be_returned_from_her_page(desk):
    person = participant("PPAPP")
    address = reverse("verifying:verify", args=[person.public_id])
    desk.post(address, {"version": person.version})
    assert address in desk.get(reverse("person:detail", args=[person.public_id])).text

    page = desk.get(address).text
    send_back = reverse("verifying:send_back", args=[person.public_id])
    assert (f'action="{address}"' in page, f'action="{send_back}"' in page) == (False, True)
    person.refresh_from_db()
    desk.post(send_back, {"version": person.version, "reason": "Foto KTP buram"})

    assert states(person) == {IdentityState.RETURNED}


def test_a_form_without_the_version_that_was_seen_cannot_be_read(desk):
    person = participant("PPAPP")

    assert desk.post(reverse("verifying:verify", args=[person.public_id])).status_code == 422
    assert states(person) == {IdentityState.REGISTERED}


def test_of_somebody_who_left_nothing_is_offered(desk):
    person = participant("PPAPP")
    address = reverse("verifying:verify", args=[person.public_id])
    offers = [reverse(f"verifying:{name}", args=[person.public_id]) for name in ("verify", "send_back")]
    assert all(f'action="{offer}"' in desk.get(address).text for offer in offers)

    withdraw(person, by=kelurahan_officer(), reason="Pindah")

    assert not any(f'action="{offer}"' in desk.get(address).text for offer in offers)


def test_what_changed_while_the_page_lay_open_is_not_confirmed(desk):
    person = participant("PPAPP")
    type(person).objects.filter(pk=person.pk).update(version=person.version + 1)

    answer = desk.post(reverse("verifying:verify", args=[person.public_id]), {"version": person.version})

    assert answer.status_code == 409
    assert "berubah sejak" in answer.text
    assert states(person) == {IdentityState.REGISTERED}


def test_returned_with_a_reason_it_stands_in_the_kelurahans_list(desk):
    person = participant("PPAPP")

    refused = desk.post(reverse("verifying:send_back", args=[person.public_id]), {"version": 1, "reason": ""})
    assert refused.status_code == 422
    desk.post(reverse("verifying:send_back", args=[person.public_id]), {"version": 1, "reason": "Foto KTP buram"})

    listed = client_of(kelurahan_officer()).get(reverse("verifying:returned"))
    assert "Foto KTP buram" in listed.text
    assert reverse("person:edit", args=[person.public_id]) in listed.text
    neighbour = client_of(kelurahan_officer(KEDOYA_UTARA)).get(reverse("verifying:returned"))
    assert not neighbour.context["page"].rows


def test_corrected_it_waits_again(desk, sudin):
    person = participant("PPAPP")
    return_with_reason(person, by=sudin, reason="Nama keliru")
    counter = client_of(kelurahan_officer())
    address = reverse("person:edit", args=[person.public_id])

    form = counter.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"name": "Nama Benar", "same_address": "on"}
    assert counter.post(address, sent).status_code == 302

    assert states(person) == {IdentityState.REGISTERED}
    assert person.name == "Nama Benar"


@pytest.mark.parametrize("name", ["verify", "send_back"])
def test_out_of_reach_is_not_found(desk, name):
    person = participant("KPKP")

    assert desk.post(reverse(f"verifying:{name}", args=[person.public_id]), {"version": 1}).status_code == 404


def test_a_kelurahan_officer_has_no_such_list(counter):
    assert counter.get(reverse("verifying:list")).status_code == 403
