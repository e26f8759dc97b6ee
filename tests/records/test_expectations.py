"""What stages expect: facts in code, set in a dated table, shown before it is asked, weighed by what was saved."""

from datetime import date, timedelta

import pytest

from foundation.days import today
from foundation.errors import NeedsReason, NotAllowed, Refused
from offices.roles import Role
from participants.models import Participant
from records import expecting
from records.completion import complete, complete_many, void
from records.expectations import expectations_of, lacking, lacking_for, who_lack, who_meet
from records.models import Expectation, Source, StageRecord
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

NIB = "Peserta belum memiliki NIB (P4). Sejak 2024 pelatihan mensyaratkan NIB."


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def administrator():
    return factories.user_with(Role.ADMINISTRATOR, "31.73")


def expect(stage, fact, parameter="", **changes):
    told = {"words": f"Belum: {fact}.", "starts_on": date(2020, 1, 1)} | changes
    return Expectation.objects.create(stage_id=stage, fact=fact, parameter=parameter, **told)


def person(**more):
    return factories.participant("PPAPP", on=EARLIER, **more)


def holds(one, her) -> bool:
    return her.pk not in lacking([her], [one])


def give_nib(her, by):
    stage, typed = FORMS["permits:record"]
    answer = client_of(by).post(address("permits:record", her), typed | {"kind": "nib"})
    assert answer.status_code == 302, answer.content.decode()
    return her.stage_records.get(stage=stage)


def test_a_new_database_expects_what_the_programme_does():
    assert {(e.stage_id, e.fact, e.parameter) for e in Expectation.objects.all()} == {
        ("P2", "has_permit", "nib"),
        ("P7", "months_reported", "3"),
    }


def test_a_permit_of_the_kind_meets_it_until_it_is_taken_back(officer):
    her, one = person(), expect("P5", "has_permit", "nib")
    assert not holds(one, her)

    record = give_nib(her, officer)
    assert holds(one, her)
    assert not holds(expect("P5", "has_permit", "halal"), her)

    void(record, by=officer, reason="Salah nomor")
    assert not holds(one, her)


def test_months_are_counted_not_reports(officer):
    her, two = person(), expect("P5", "months_reported", "2")
    for day in (date(2026, 9, 10), date(2026, 9, 30)):
        complete(her, "P6", on=day, by=officer, source=Source.TURNOVER)
    assert not holds(two, her)

    complete(her, "P6", on=date(2026, 10, 31), by=officer, source=Source.TURNOVER)
    assert holds(two, her)


def test_attended_and_never_granted_turn_with_the_record(officer):
    her, came, fresh = person(), expect("P5", "attended", "P3"), expect("P3", "never_granted")
    assert (holds(came, her), holds(fresh, her)) == (False, True)

    complete(her, "P3", on=today(), by=officer, source=Source.VISIT)
    complete(her, "P7", on=today(), by=officer, source=Source.FINANCING, reason="Pinjaman keluarga")
    assert (holds(came, her), holds(fresh, her)) == (True, False)


def test_an_expectation_holds_from_its_day_until_its_day():
    expect("P5", "attended", "P2", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))

    assert [bool(expectations_of(["P5"], date(2026, 3, day))) for day in (1, 31)] == [True, True]
    assert not expectations_of(["P5"], date(2026, 2, 28)) + expectations_of(["P5"], date(2026, 4, 1))


def test_a_page_of_people_and_facts_is_one_query(django_assert_num_queries):
    people = [person() for _ in range(5)]
    expected = [expect("P5", "attended", "P2"), expect("P5", "has_permit", "nib"), expect("P5", "never_granted")]

    with django_assert_num_queries(1):
        found = lacking(people, expected)
    assert {key: len(missing) for key, missing in found.items()} == {one.pk: 2 for one in people}


def test_those_who_lack_it_and_those_who_meet_all_are_everybody(officer):
    with_nib, without = person(), person()
    give_nib(with_nib, officer)
    everybody, expected = Participant.objects.all(), expectations_of(["P2"])

    assert list(who_lack(everybody, expected[0])) == [without]
    assert list(who_meet(everybody, expected)) == [with_nib]


def test_the_warning_names_the_people_it_concerns(officer):
    ready, siti, rani = person(), person(name="Siti Aminah"), person(name="Rani Putri")
    give_nib(ready, officer)

    with pytest.raises(NeedsReason) as asked:
        complete_many([ready, siti, rani], "P2", on=today(), by=officer, source=Source.IMPORT)
    (doubt,) = asked.value.doubts
    assert doubt.words == f"{NIB} (2 dari 3 peserta: Siti Aminah, Rani Putri)"
    assert (doubt.kind, doubt.people) == ("has_permit", ("Siti Aminah", "Rani Putri"))


def test_a_warning_about_many_names_some_and_counts_the_rest(officer):
    people = [person() for _ in range(11)]

    with pytest.raises(NeedsReason, match="dan 3 orang lain"):
        complete_many(people, "P2", on=today(), by=officer, source=Source.IMPORT)


def test_her_page_says_what_a_stage_expects_before_anybody_asks(officer):
    her = person()
    answer = client_of(officer).get(f"/peserta/{her.public_id}/")

    panels = {panel.stage.pk: [one.lacking for one in panel.lacks] for panel in answer.context["panels"]}
    assert panels["P2"] == ["belum NIB"]
    assert panels["P7"] == ["laporan belum 3 bulan"]
    assert "belum NIB" in answer.content.decode()


def test_the_form_of_a_stage_says_it_before_it_asks(officer):
    answer = client_of(officer).get(address("financing:apply", person()))

    assert "laporan keuangan (P6) untuk tiga bulan" in answer.content.decode()


def saved(count, by, *, reason="Menyusul"):
    """So many saves of P5, none alike another, of people who lack P3."""
    for n in range(count):
        told = {"on": today() - timedelta(days=n), "by": by, "source": Source.SHOP_LINK}
        complete(person(), "P5", reason=reason, **told)


def test_what_more_than_half_of_the_saves_would_explain_is_not_asked(officer):
    saved(20, officer)
    one = expect("P5", "attended", "P3")
    expecting.weigh_all()
    one.refresh_from_db()

    assert (one.warned, one.saves, one.is_asked) == (20, 20, False)
    record = complete(person(), "P5", on=today(), by=officer, source=Source.SHOP_LINK)
    assert record.reason == ""
    assert lacking_for("P5", [record.participant_id])


def test_few_saves_say_nothing_of_what_is_usual(officer):
    saved(5, officer)
    one = expect("P5", "attended", "P3")
    expecting.weigh_all()
    one.refresh_from_db()

    assert (one.warned, one.saves, one.is_asked) == (5, 5, True)


def test_it_is_weighed_with_what_was_known_when_it_was_saved(officer):
    her, one = person(), expect("P5", "attended", "P3")
    complete(her, "P5", on=today(), by=officer, source=Source.SHOP_LINK, reason="Menyusul")
    complete(her, "P3", on=today() - timedelta(days=30), by=officer, source=Source.VISIT)

    assert expecting.weigh(one) == (1, 1)


def test_a_sheet_is_one_save_however_many_are_on_it(officer):
    one = expect("P5", "attended", "P3")
    told = {"on": today(), "by": officer, "source": Source.BAZAAR, "reason": "Menyusul", "note": "Bazar Contoh"}
    complete_many([person() for _ in range(4)], "P5", **told)

    assert expecting.weigh(one) == (1, 1)
    assert StageRecord.objects.filter(stage="P5").count() == 4


def typed(**changes):
    return {
        "stage": "P5",
        "expected": "attended:P3",
        "words": "Peserta belum didampingi (P3).",
        "starts_on": "01/11/2026",
        "ends_on": "",
    } | changes


def test_an_administrator_adds_one_and_it_warns_from_its_day(administrator, officer):
    answer = client_of(administrator).post("/sistem/syarat/tambah/", typed())
    assert answer.status_code == 302, answer.content.decode()

    told = {"by": officer, "source": Source.SHOP_LINK}
    with pytest.raises(NeedsReason, match="belum didampingi"):
        complete(person(), "P5", on=date(2026, 11, 1), **told)
    assert complete(person(), "P5", on=date(2026, 10, 31), **told).is_first


def test_counting_first_saves_nothing_and_says_how_many(administrator, officer):
    saved(3, officer, reason="")
    answer = client_of(administrator).post("/sistem/syarat/tambah/", typed(weigh="1"))

    assert (answer.context["weighed"].warned, answer.context["weighed"].saves) == (3, 3)
    assert not Expectation.objects.filter(stage="P5").exists()


def test_the_same_is_not_expected_twice_in_the_same_days(administrator):
    client = client_of(administrator)
    client.post("/sistem/syarat/tambah/", typed())

    refused = client.post("/sistem/syarat/tambah/", typed(starts_on="01/01/2026"))
    assert refused.status_code == 409
    assert "sudah berlaku" in refused.content.decode()


def test_ending_one_ends_the_question(administrator, officer):
    one = Expectation.objects.get(stage="P2")
    page = f"/sistem/syarat/{one.public_id}/"
    sent = client_of(administrator).get(page).context["form"].initial | {"ends_on": "31/10/2026", "version": "1"}
    sent |= {"stage": "P2", "starts_on": "01/01/2024"}
    assert client_of(administrator).post(page, sent).status_code == 302

    assert complete(person(), "P2", on=date(2026, 11, 2), by=officer, source=Source.TRAINING_CLASS).reason == ""


def test_nobody_else_sets_what_is_expected(officer):
    with pytest.raises(NotAllowed):
        expecting.add(by=officer, stage_id="P5", fact="attended", parameter="P3", words="x", starts_on=today())


def test_a_last_day_before_the_first_is_refused_in_words(administrator):
    told = {"stage_id": "P5", "fact": "attended", "parameter": "P3", "words": "x", "starts_on": today()}
    with pytest.raises(Refused, match="mendahului hari pertamanya"):
        expecting.add(by=administrator, ends_on=today() - timedelta(days=1), **told)
