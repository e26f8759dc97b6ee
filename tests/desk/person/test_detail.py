"""A participant's page: masked, every look written down, buttons by right, everything of hers in readable words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.person.history import events_of
from offices.roles import Role
from participants.access_log import AccessEntry, AccessKind
from participants.models import Business, Participant
from participants.secrets import MOST_REVEALS
from participants.verification import return_with_reason, verify
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, TURNOVER, VISIT, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

NIK = "3173055201900077"


@pytest.fixture
def her():
    return factories.participant(on=EARLIER, nik=NIK, phone="+6281211112222", kk="3173051203990001")


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


def page(user, her):
    return client_of(user).get(address("person:detail", her)).content.decode()


def test_numbers_are_masked_and_addresses_hidden(her, officer):
    shown = page(officer, her)
    assert "3173••••••••••••" in shown
    for secret in (NIK, "3173051203990001", "81211112222", "Jalan Contoh 1"):
        assert secret not in shown


def test_opening_it_is_written_down(her, officer):
    page(officer, her)
    assert AccessEntry.objects.get(kind=AccessKind.OPENED).participant == her


@pytest.mark.parametrize(
    ("what", "value", "kind"),
    [
        ("nik", NIK, AccessKind.REVEALED_NIK),
        ("lahir", "12 Januari 1990", AccessKind.REVEALED_BIRTH),
        ("kk", "3173051203990001", AccessKind.REVEALED_KK),
        ("kontak", "+6281211112222", AccessKind.REVEALED_PHONE),
        ("alamat", "Jalan Contoh 1", AccessKind.REVEALED_ADDRESS),
    ],
)
def test_a_mask_opens_by_post_and_the_look_is_written_down(her, officer, what, value, kind):
    client, url = client_of(officer), reverse("person:reveal", args=[her.public_id, what])

    assert client.get(url).status_code == 405
    fragment = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert value in fragment
    assert "<html" not in fragment
    assert AccessEntry.objects.filter(kind=kind, user=officer, participant=her).count() == 1
    assert value in client.post(url).content.decode()


@pytest.mark.parametrize("role", [Role.LURAH, Role.CAMAT])
def test_readers_see_her_and_open_no_mask(her, role):
    reader = factories.user_with(role, factories.DURI_KEPA if role == Role.LURAH else "31.73.05")
    client = client_of(reader)

    assert "Tampilkan" not in client.get(address("person:detail", her)).content.decode()
    assert client.post(reverse("person:reveal", args=[her.public_id, "nik"])).status_code == 403


def test_masks_open_only_so_often_an_hour(her, officer):
    from django.db.models import F

    from foundation.throttle import Throttle

    client, url = client_of(officer), reverse("person:reveal", args=[her.public_id, "nik"])
    client.post(url)
    Throttle.objects.filter(what="reveal").update(tries=F("tries") + MOST_REVEALS)

    assert client.post(url).status_code == 429


def test_a_stranger_cannot_tell_her_from_nobody(her):
    stranger = client_of(factories.kelurahan_officer(factories.KEDOYA_UTARA))
    nobody = reverse("person:detail", args=["7d444840-9dc0-11d1-b245-5ffdce74fad2"])
    for name in ("person:detail", "person:history"):
        assert stranger.get(address(name, her)).status_code == stranger.get(nobody).status_code == 404


def test_an_officer_who_only_sees_figures_is_kept_out(her):
    assert client_of(factories.user_with(Role.PEREKONOMIAN)).get(address("person:detail", her)).status_code == 403


def test_every_stage_shows_its_record_and_who_did_it(her, officer):
    client = client_of(officer)
    for name, (_, typed) in FORMS.items():
        client.post(address(name, her), typed)
    shown = page(officer, her)

    for words in ("Ibu Pendamping", "9120001234567", "Tokopedia", "Rp2.500.000", "Bank Jakarta"):
        assert words in shown
    assert "Dilaksanakan Sudin PPAPP" in shown
    assert "dihitung untuk PPAPP" in shown


def test_the_kelurahan_sees_the_stages_without_buttons_to_record(her, officer):
    client_of(officer).post(address("mentoring:record", her), VISIT)
    shown = page(factories.kelurahan_officer(), her)

    assert "Ibu Pendamping" in shown
    assert address("mentoring:record", her) not in shown
    assert "Batalkan" not in shown


def test_a_voided_record_stays_in_sight_with_its_reason(her, officer):
    client = client_of(officer)
    client.post(address("mentoring:record", her), VISIT)
    record = her.stage_records.get(stage="P3")
    client.post(reverse("records:void", args=[record.public_id]), {"reason": "Salah orang"})

    assert "Salah orang" in page(officer, her)


def test_history_tells_what_changed_in_words(her, officer):
    Business.objects.create(participant=her, name="Dapur Lama", field="kuliner", recorded_by=officer)
    Business.objects.filter(participant=her).update(name="Dapur Baru")
    Participant.objects.filter(pk=her.pk).update(
        name="Nama Baru", birth_date=date(1990, 2, 1), registrant_type="naik_kelas", nik="3173055201900078", line="KPKP"
    )
    told = client_of(officer).get(address("person:history", her))
    assert told.status_code == 404  # she moved to another sudin

    shown = client_of(factories.kelurahan_officer()).get(address("person:history", her)).content.decode()
    assert f"Nama lengkap: {her.name} → Nama Baru" in shown
    assert "Tanggal lahir diganti" in shown
    assert "1990" not in shown
    assert "Jenis pendaftar: Wirausaha Pemula → Wirausaha Naik Kelas" in shown
    assert "Sudin pengampu: PPAPP → KPKP" in shown
    assert "NIK diganti" in shown
    assert "Nama usaha: Dapur Lama → Dapur Baru" in shown
    assert "3173055201900078" not in shown


def test_the_number_of_queries_does_not_grow_with_records(her, officer):
    client = client_of(officer)
    client.post(address("turnover:record", her), TURNOVER)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address("person:detail", her)).status_code == 200
        return len(seen)

    few = queries()
    for month in range(1, 9):
        client.post(address("turnover:record", her), TURNOVER | {"month": f"{month:02d}/2026"})
        client.post(address("mentoring:record", her), VISIT | {"visited_on": f"{month + 1:02d}/0{month}/2026"})
    assert queries() <= few + 1
    assert few <= 40


def test_the_history_calls_a_verification_and_a_return_by_their_names():
    person, sudin = factories.participant("PPAPP"), factories.sudin_officer("PPAPP")
    verify(person, by=sudin)
    person.refresh_from_db()
    return_with_reason(person, by=sudin, reason="Foto KTP buram")
    told = [(event.title, event.text) for event in events_of(person, [])]

    assert ("Diverifikasi", "") in told
    assert ("Dikembalikan untuk diperbaiki", "Foto KTP buram") in told
