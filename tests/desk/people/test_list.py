"""The list: whom an officer may see, narrowed by the address; numbers of persons never stand in one."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.people import views
from foundation.days import today
from offices.roles import Role
from participants.access_log import AccessEntry, AccessKind
from participants.models import Business, Participant
from participants.shares import Share
from records.completion import complete
from records.models import Source, StageCode
from tests import factories
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

LIST, FIND = reverse("people:list"), reverse("people:find")
NIK = "3173055201900088"


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def client(officer):
    return client_of(officer)


def person(name, **changes):
    return factories.participant(name=name, **({"on": date(2026, 3, 1)} | changes))


def names(answer):
    """The people of the page, in order."""
    return re.findall(r'<th scope="row">.*?<a [^>]*>([^<]+)</a>', answer.content.decode(), re.S)


def test_it_shows_whom_the_officer_may_see_and_nobody_else(client):
    person("Ani Sini")
    person("Budi Sudin Lain", line="KPKP")
    person("Cici Kota Lain", kelurahan=factories.MENTENG)
    assert names(client.get(LIST)) == ["Ani Sini"]


@pytest.mark.parametrize("role", [Role.PEREKONOMIAN, Role.WALIKOTA, Role.ADMINISTRATOR, Role.DPO])
def test_roles_without_people_are_kept_out(role):
    outsider = client_of(factories.user_with(role))
    assert (outsider.get(LIST).status_code, outsider.post(FIND, {"cari": "ani"}).status_code) == (403, 403)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"wilayah": factories.DURI_KEPA}, ["Ani", "Cici"]),
        ({"wilayah": "31.73.02"}, ["Budi"]),
        ({"wilayah": "31.73.05"}, ["Ani", "Cici"]),
        ({"lini": "PPKUKM.IKM"}, ["Budi"]),
        ({"tahap": "P3"}, ["Ani"]),
        ({"tahap": "P3", "capaian": "belum"}, ["Budi", "Cici"]),
        ({"tahap": "P3", "dari": "01/04/2026", "sampai": "30/04/2026"}, ["Ani"]),
        ({"tahap": "P3", "dari": "01/05/2026"}, []),
        ({"jenis": "naik_kelas"}, ["Budi"]),
        ({"keadaan": "withdrawn"}, ["Cici"]),
        ({"verifikasi": "returned"}, ["Cici"]),
        ({"dari": "02/03/2026"}, ["Budi"]),
        ({"dari": "17 Oktober 2022", "sampai": "24 Maret 2026"}, ["Ani", "Cici"]),
        ({"wilayah": "31.73.05", "tahap": "P3", "keadaan": "active"}, ["Ani"]),
        ({"wilayah": "kacau", "dari": "31/02/2026"}, []),
    ],
)
def test_filters_narrow_it(filters, found):
    ppkukm = factories.sudin_officer("PPKUKM")
    ani = person("Ani", line="PPKUKM.UKM")
    person("Budi", line="PPKUKM.IKM", kelurahan=factories.TOMANG, on=date(2026, 4, 9), registrant_type="naik_kelas")
    cici = person("Cici", line="PPKUKM.UKM")
    complete(ani, StageCode.MENTORING, on=date(2026, 4, 10), by=ppkukm, source=Source.VISIT)
    Participant.objects.filter(pk=cici.pk).update(
        state="withdrawn", state_reason="Pindah", identity_state="returned", identity_note="KTP buram"
    )
    assert names(client_of(ppkukm).get(LIST, filters | {"urut": "nama"})) == found


def test_it_is_sorted_by_newest_name_or_longest_without_activity(officer, client):
    old = person("Budi", on=date(2026, 1, 1))
    person("Ani", on=date(2026, 2, 1))
    complete(old, StageCode.MENTORING, on=date(2026, 5, 1), by=officer, source=Source.VISIT)

    assert names(client.get(LIST)) == ["Ani", "Budi"]
    assert names(client.get(LIST, {"urut": "nama"})) == ["Ani", "Budi"]
    assert names(client.get(LIST, {"urut": "lama"})) == ["Ani", "Budi"]
    assert names(client.get(LIST, {"urut": "kacau"})) == ["Ani", "Budi"]


def test_pages_follow_each_other_without_a_gap_and_keep_the_filters(client, monkeypatch):
    for number in range(7):
        person(f"Orang {number}")
    whole = names(client.get(LIST, {"urut": "nama"}))
    monkeypatch.setattr(views, "SIZE", 3)

    seen, address = [], f"{LIST}?urut=nama"
    while address:
        page = client.get(address)
        seen += names(page)
        following = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        address = LIST + following[1].replace("&amp;", "&") if following else None
        assert address is None or "urut=nama" in address
    assert seen == whole


def test_a_name_goes_into_the_address_and_is_found_with_a_typo(client):
    person("Siti Nurhaliza")
    person("Ujang Komar")

    sent = client.post(f"{FIND}?urut=nama&cursor=x", {"cari": "siti nurhalisa"})
    assert (sent.status_code, sent.url) == (302, f"{LIST}?urut=nama&cari=siti+nurhalisa")
    assert names(client.get(sent.url)) == ["Siti Nurhaliza"]


def test_a_business_and_a_registration_number_are_found(client, officer):
    her = person("Ani")
    Business.objects.create(participant=her, name="Dapur Melati", field="kuliner", recorded_by=officer)
    person("Budi")

    assert names(client.get(LIST, {"cari": "dapur melati"})) == ["Ani"]
    assert names(client.get(LIST, {"cari": her.registration_number})) == ["Ani"]
    assert names(client.get(LIST, {"cari": her.registration_number.replace("-", "")})) == ["Ani"]


@pytest.mark.parametrize("typed", [NIK, "3173 0552 0190 0088", "0812-1111-2222", "+62 812 1111 2222", "6281211112222"])
def test_a_nik_or_phone_answers_by_post_and_leaves_no_address(client, typed):
    her = person("Ani", nik=NIK, phone="+6281211112222")
    person("Budi", phone="+6281233334444")

    answer = client.post(FIND, {"cari": typed})

    assert (answer.status_code, names(answer)) == (200, ["Ani"])
    digits = re.sub(r"\D", "", typed)
    links = re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())
    assert not any(digits in re.sub(r"\D", "", link) for link in links if "peserta" in link)
    kind = AccessKind.CHECKED_NIK if len(digits) == 16 else AccessKind.CHECKED_PHONE
    assert AccessEntry.objects.get(participant=her).kind == kind


@pytest.mark.parametrize("typed", [NIK, "0812-1111-2222"])
def test_a_number_that_finds_nobody_is_written_down_too(client, typed):
    client.post(FIND, {"cari": typed})

    assert AccessEntry.objects.get().participant is None


@pytest.mark.parametrize("typed", [NIK, "081211112222", "Ani 081211112222", "ani@example.id", "3173051203990001"])
def test_such_a_number_in_an_address_is_taken_out_of_it(client, typed):
    answer = client.get(LIST, {"cari": typed, "urut": "nama"})
    assert (answer.status_code, answer.url) == (302, f"{LIST}?urut=nama")


def test_a_number_out_of_reach_is_answered_as_none(client):
    person("Budi", nik=NIK, line="KPKP")
    outside = client.post(FIND, {"cari": NIK}).content.decode()
    assert "Tidak ada peserta dengan nomor itu" in outside
    assert "Budi" not in outside


def test_searching_by_numbers_is_limited(client, officer):
    from foundation.throttle import throttle

    for _ in range(120):
        throttle("search by number", officer.pk, 1000, 3600)
    assert client.post(FIND, {"cari": NIK}).status_code == 429


def test_beyond_ten_thousand_nobody_counts(client, monkeypatch):
    for number in range(4):
        person(f"Orang {number}")
    assert "4 peserta" in client.get(LIST).content.decode()
    monkeypatch.setattr(views, "COUNTED", 3)
    assert "lebih dari 3 peserta" in client.get(LIST).content.decode()


def test_an_empty_list_says_what_to_do(client):
    assert "Belum ada peserta" in client.get(LIST).content.decode()
    assert "Atur ulang" in client.get(LIST, {"tahap": "P7"}).content.decode()


def test_full_numbers_are_not_in_the_list(client):
    person("Ani", nik=NIK, phone="+6281211112222")
    shown = client.get(LIST).content.decode()
    assert "3173••••••••••••" in shown
    assert NIK not in shown
    assert "81211112222" not in shown


def test_queries_do_not_grow_with_rows(client, officer):
    her = person("Orang 0")
    Business.objects.create(participant=her, name="Usaha", field="jasa", recorded_by=officer)
    client.get(LIST)
    counts = []
    for rows in (1, 10, 100):
        _fill_to(rows, her)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 24, counts


def _fill_to(rows, her):
    """Copies of her until there are so many."""
    columns = [f.column for f in Participant._meta.concrete_fields if not f.primary_key and not f.generated]
    own = {
        "public_id": "gen_random_uuid()",
        "registration_number": "'x' || n",
        "nik_index": "decode(md5(n::text), 'hex')",
    }
    values = ", ".join(own.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO participants_participant ({', '.join(columns)}) SELECT {values} FROM participants_participant,"
            " generate_series(%s, %s) n WHERE id = %s",
            [Participant.objects.count() + 1, rows, her.pk],
        )


def test_filters_that_cannot_be_read_show_nobody_and_say_so():
    person = factories.participant("PPAPP")
    page = client_of(factories.sudin_officer("PPAPP")).get(LIST, {"dari": "12/13/2025"})

    assert person.name not in page.text
    assert "Saringan belum dapat dipakai" in page.text


def test_a_page_of_another_order_is_said_to_lead_nowhere(client):
    for number in range(views.SIZE + 1):
        person(f"Orang {number}")
    cursor = client.get(LIST, {"urut": "nama"}).context["page"].next

    assert "tidak berlaku untuk daftar ini" in client.get(LIST, {"cursor": cursor}).content.decode()
    assert "tidak berlaku untuk daftar ini" not in client.get(LIST, {"urut": "nama", "cursor": cursor}).content.decode()


def test_by_name_neither_small_letters_nor_marks_before_a_name_come_last(client):
    for name in ("Zahra", "ani kecil", "'Aisyah", "budi", "Bambang"):
        person(name)
    listed = client.get(LIST, {"urut": "nama"}).content.decode()

    places = [listed.index(name) for name in ("Aisyah", "ani kecil", "Bambang", "budi", "Zahra")]
    assert places == sorted(places)


def test_a_line_of_another_sudin_shows_those_shared_from_it_and_nobody_else(client, officer):
    shared, hidden = person("Dibagi", line="KPKP"), person("Tersembunyi", line="KPKP")
    Share.objects.create(
        participant=shared, sudin_id="PPAPP", purpose="P4", starts_on=today(), ends_on=date(2099, 1, 1)
    )

    assert names(client.get(LIST, {"lini": "KPKP"})) == ["Dibagi"]
    assert hidden.name not in client.get(LIST).content.decode()


def test_who_is_registered_in_a_period_is_who_reached_p1_in_it(client):
    person("Dalam", on=date(2026, 2, 15))
    person("Luar", on=date(2026, 1, 15))
    period = {"tahap": "P1", "dari": "01/02/2026", "sampai": "28/02/2026"}

    assert names(client.get(LIST, period)) == ["Dalam"]
    assert names(client.get(LIST, period | {"capaian": "belum"})) == ["Luar"]
