"""Search: a name is found in spite of the usual mistakes, the likeliest first; numbers are told from names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants import search
from participants.models import Business, NameWord, Participant
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = [
    "Siti Nurhaliza",
    "Siti Nurhayati",
    "Siti",
    "Muhammad Yusuf",
    "Nur'aini Rahmawati",
    "Joko Widodo",
    "Ani Suryani",
]


@pytest.fixture
def people():
    return {name: factories.participant(name=name) for name in NAMES}


def found(text):
    return [person.name for person in search.find(Participant.objects.all(), text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siti nurhaliza", "Siti Nurhaliza"),
        ("NURHALIZA SITI", "Siti Nurhaliza"),
        ("siti nurhalisa", "Siti Nurhaliza"),
        ("sti nurhaliza", "Siti Nurhaliza"),
        ("muhamad yusup", "Muhammad Yusuf"),
        ("nuraini", "Nur'aini Rahmawati"),
        ("nur’aini rahmawti", "Nur'aini Rahmawati"),
        ("jkoo widodo", "Joko Widodo"),
        ("joko", "Joko Widodo"),
        ("suryni ani", "Ani Suryani"),
        ("rahma", "Nur'aini Rahmawati"),
    ],
)
def test_the_person_meant_comes_first(people, typed, meant):
    assert found(typed)[0] == meant


def test_an_exact_name_stands_before_longer_and_mistyped_ones(people):
    assert found("siti") == ["Siti", "Siti Nurhaliza", "Siti Nurhayati"]


def test_a_name_nobody_has_finds_nobody(people):
    assert found("zzyzx qwrt") == []
    assert found("") == found("--- ' %") == []


def test_a_business_finds_its_owner(people):
    owner = people["Siti"]
    Business.objects.create(
        participant=owner, name="Keripik Tempe Mawar", field="kuliner", recorded_by=owner.registered_by
    )
    assert found("kripik tempe") == ["Siti"]


def test_only_the_given_people_are_searched(people):
    assert search.find(Participant.objects.exclude(name="Joko Widodo"), "joko widodo") == []


def test_the_vocabulary_learns_new_and_changed_names(people):
    Participant.objects.filter(name="Joko Widodo").update(name="Wagiman Tukul")
    assert found("wagimn") == ["Wagiman Tukul"]
    assert found("joko") == []
    assert NameWord.objects.filter(word="tukul").exists()


def test_a_registration_number_finds_its_holder_with_or_without_dashes(people):
    number = people["Siti"].registration_number
    assert found(number) == found(number.replace("-", "")) == ["Siti"]


@pytest.mark.parametrize(
    "text", ["3173055201900088", "3173.0552.0190.0088", "0812-3456-7890", "Ani 081234567890", "a@b.id"]
)
def test_personal_numbers_are_secret(text):
    assert search.looks_secret(text)


@pytest.mark.parametrize("text", ["Siti", "2026-000123-7", "20260001237", "RT 004 RW 011", "Toko 123", "Angkatan 2026"])
def test_names_and_registration_numbers_are_not(text):
    assert not search.looks_secret(text)


def test_a_number_typed_in_any_usual_way_finds_its_holder():
    her = factories.participant(phone="+6281234567890")
    spaced = f"{her.nik[:6]} {her.nik[6:12]} {her.nik[12:]}"

    for typed in (her.nik, spaced, "0812-3456-7890", "+62 812 3456 7890"):
        assert search.secret_in(typed).find(Participant.objects.all()) == [her]


@pytest.mark.parametrize("text", ["", "Siti", "3173", "021-5555555", "a@b.id"])
def test_other_text_is_neither_nik_nor_mobile(text):
    assert search.secret_in(text) is None


def test_a_nik_with_a_fitting_check_digit_is_no_registration_number():
    niks = [f"317305520190{serial:04d}" for serial in range(1, 200)]
    assert not any(search.is_registration_number(nik) for nik in niks)


def copies(of, number, name="name"):
    """So many more people with her name, told apart by what must differ; `name` is SQL over n."""
    columns = [f.column for f in Participant._meta.concrete_fields if not f.primary_key and not f.generated]
    own = {
        "public_id": "gen_random_uuid()",
        "registration_number": "'x' || of_ || '-' || n",
        "nik_index": "decode(md5(of_::text || '-' || n), 'hex')",
        "name": name,
    }
    values = ", ".join(own.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO participants_participant ({', '.join(columns)}) SELECT {values}"
            " FROM participants_participant CROSS JOIN generate_series(1, %s) n CROSS JOIN (SELECT %s::bigint AS of_) o"
            " WHERE id = of_",
            [number, of.pk],
        )


def test_the_best_hundred_are_all_there_is():
    copies(factories.participant(name="Sama Semua"), 150)
    assert len(found("sama semua")) == search.BEST


def test_of_a_name_that_very_many_bear_those_who_begin_with_it_come_alone():
    copies(factories.participant(name="Abdul Muhammad"), 50)
    copies(factories.participant(name="Muhammad Zaki"), search.BEST)
    factories.participant(name="Muhammad")

    assert found("muhammad")[:2] == ["Muhammad", "Muhammad Zaki"]
    assert set(found("muha")) == {"Muhammad", "Muhammad Zaki"}
    assert len(found("muha")) == search.BEST


def test_however_many_match_one_look_reads_no_more_than_a_pool():
    people = factories.participant(name="Umum Sekali")
    copies(people, search.POOL * 2)
    with CaptureQueriesContext(connection) as queries:
        found("umum")

    asked = [query["sql"] for query in queries if "participants_participant" in query["sql"]]
    assert asked
    assert all("LIMIT" in sql or '"id" IN (' in sql for sql in asked)


def test_a_nik_finds_who_gave_it_up_as_well_as_who_holds_it():
    gone, nik = factories.participant(), factories.fresh_nik()
    Participant.objects.filter(pk=gone.pk).update(
        state="misregistered", state_reason="Uji", nik_index=search.secret_in(nik).index
    )
    holds = factories.participant(nik=nik)

    assert set(search.secret_in(nik).find(Participant.objects.all())) == {gone, holds}
