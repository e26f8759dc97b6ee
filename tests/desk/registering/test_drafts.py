"""Nothing typed is lost, and nobody else finds it: drafts, and POSTs that are turned away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from desk.registering import drafts
from desk.registering.models import KEPT, Draft
from foundation.models import Change
from participants.models import Participant
from tests.desk.conftest import filled
from tests.factories import fresh_nik, kelurahan_officer, sudin_officer
from tests.sessions import client_of


def seal_on(page) -> str:
    return page.context["seal"]


def test_a_form_sent_after_the_session_ended_is_there_again_after_signing_in(counter, officer, address):
    seal = seal_on(counter.get(address))
    counter.logout()

    answer = counter.post(address, filled(name="Nama Yang Diketik", seal=seal))
    assert answer.headers["Location"] == address
    assert counter.get(address).headers["Location"].startswith("/masuk/?next=")
    assert not Participant.objects.exists()

    counter.force_login(officer)
    assert counter.get(address).context["form"]["name"].value() == "Nama Yang Diketik"
    assert counter.post(address, filled()).status_code == 302
    assert Participant.objects.count() == 1


def test_another_officer_on_that_pc_gets_an_empty_one(counter, address):
    seal = seal_on(counter.get(address))
    counter.logout()
    counter.post(address, filled(name="Nama Yang Diketik", seal=seal))

    counter.force_login(kelurahan_officer())
    answer = counter.get(address, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("registering:begin")
    assert "Nama Yang Diketik" not in answer.text
    assert not answer.context["unfinished"]


def test_a_form_sent_by_whoever_signed_in_since_goes_to_its_own_officer(counter, officer, address):
    seal = seal_on(counter.get(address))
    counter.force_login(kelurahan_officer())

    counter.post(address, filled(name="Nama Yang Diketik", seal=seal))

    assert not Participant.objects.exists()
    assert drafts.typed_in(Draft.objects.get(user=officer))["name"] == "Nama Yang Diketik"


def test_a_stale_csrf_token_costs_nothing_typed(officer, draft):
    address = reverse("registering:form", args=[draft.public_id])
    strict = client_of(officer, enforce_csrf_checks=True)
    page = strict.get(address)

    answer = strict.post(address, filled(name="Nama Yang Diketik", seal=seal_on(page)))

    assert answer.headers["Location"] == address
    assert not Participant.objects.exists()
    again = strict.get(address)
    assert again.context["form"]["name"].value() == "Nama Yang Diketik"
    token = {"csrfmiddlewaretoken": str(again.context["csrf_token"])}
    assert strict.post(address, filled() | token).headers["Location"] != address
    assert Participant.objects.count() == 1


def test_without_the_second_factor_a_sudin_officer_registers_nobody(db):
    officer = sudin_officer("PPAPP")
    client_of(officer).post(reverse("registering:begin"), {"nik": fresh_nik()})
    draft = Draft.objects.get()
    address = reverse("registering:form", args=[draft.public_id])
    half = Client()
    half.force_login(officer)

    assert half.get(address).status_code == 302
    half.post(address, filled(name="Nama Yang Diketik", seal=drafts.seal(draft)))

    assert not Participant.objects.exists()
    assert drafts.typed_in(Draft.objects.get())["name"] == "Nama Yang Diketik"


def test_without_its_seal_a_form_is_turned_away_like_any_other(counter, officer, address):
    strict = client_of(officer, enforce_csrf_checks=True)
    assert strict.post(address, filled(seal="palsu")).status_code == 403

    counter.logout()
    assert counter.post(address, filled(seal="palsu")).headers["Location"].startswith("/masuk/")


def test_autosave_works_for_whoever_is_signed_out_and_says_so(counter, address, draft):
    seal = seal_on(counter.get(address))
    counter.logout()
    htmx = {"HX-Request": "true"}
    autosave = reverse("registering:autosave", args=[draft.public_id])

    answer = counter.post(autosave, filled(name="Diketik Terus", seal=seal), headers=htmx)
    forged = Client(enforce_csrf_checks=True).post(autosave, filled(name="Diketik Lagi", seal=seal), headers=htmx)

    assert "disimpan otomatis" in answer.text
    assert "Sesi Anda berakhir." in answer.text
    assert not answer.has_header("HX-Redirect")
    assert forged.status_code == 200
    assert drafts.typed_in(Draft.objects.get())["name"] == "Diketik Lagi"


@pytest.mark.parametrize("seal", ["", "palsu", "of another draft"])
def test_without_its_seal_nobody_writes_into_a_draft(counter, address, check, draft, seal):
    if seal == "of another draft":
        check()
        seal = drafts.seal(Draft.objects.exclude(pk=draft.pk).get())
    before = drafts.typed_in(draft)
    counter.logout()

    counter.post(address, filled(seal=seal))
    counter.post(reverse("registering:autosave", args=[draft.public_id]), filled(seal=seal))

    assert drafts.typed_in(Draft.objects.get(pk=draft.pk)) == before


def test_autosave_keeps_what_is_typed_and_tells_the_scale(counter, address, draft):
    seal = seal_on(counter.get(address))
    typed = filled(name="Baru Sebagian", business_turnover="200.000.000", seal=seal)

    answer = counter.post(reverse("registering:autosave", args=[draft.public_id]), typed)

    assert "disimpan otomatis" in answer.text
    assert "Kecil" in answer.text
    kept = drafts.typed_in(Draft.objects.get())
    assert kept["name"] == "Baru Sebagian"
    assert not kept.keys() & {"seal", "csrfmiddlewaretoken", "nik"}


def test_a_draft_is_encrypted_at_rest(draft):
    drafts.keep(draft.public_id, filled(name="Nama Rahasia"), {"name"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, typed FROM desk_draft")
        stored = b"".join(bytes(value) for value in cursor.fetchone())

    assert b"Nama Rahasia" not in stored
    assert draft.nik.encode() not in stored


def test_a_draft_is_gone_after_a_day(counter, address, draft):
    Draft.objects.update(saved_at=draft.saved_at - KEPT - timedelta(seconds=1))

    assert counter.get(address).headers["Location"] == reverse("registering:begin")
    assert drafts.forget_expired() == 1


def test_drafts_leave_no_history(draft):
    assert not Change.objects.filter(table_name="desk_draft").exists()
