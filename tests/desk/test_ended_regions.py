"""A kelurahan that ended: what is stored under it stays, what is chosen anew is of today, its officer is told at once."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.forms import DutyForm
from desk.person.forms import CorrectionForm
from desk.registering.forms import RegistrationForm
from foundation.days import long_date, today
from local.paths import ROOT
from offices.models import Region
from offices.roles import Role
from participants.models import Participant
from programs.training.forms import ChangeClassForm, NewClassForm
from programs.training.models import TrainingClass
from reports.figures.forms import QuestionForm
from reports.figures.reading import reading
from targets.forms import NewDecisionForm
from tests import factories
from tests.api.calls import calls_as
from tests.factories import DURI_KEPA, KEDOYA_UTARA, TOMANG
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
LAST = today() - timedelta(days=1)
MARK = f"Duri Kepa (sampai {long_date(LAST)}; kini Kelurahan Kedoya Utara)"


def end(code=DURI_KEPA, successor=KEDOYA_UTARA, on=LAST):
    Region.objects.filter(pk=code).update(ends_on=on, successor=successor)


def codes(choices):
    """The codes among choices, whether grouped or not."""
    for key, words in choices:
        yield from codes(words) if isinstance(words, list | tuple) else [str(key)]


def words(field):
    return str(list(field.choices))


@pytest.fixture
def her():
    her = factories.participant("PPAPP")
    end()
    return her


def test_a_phone_is_corrected_without_choosing_another_kelurahan(her):
    client = client_of(factories.sudin_officer())
    page = client.get(reverse("person:edit", args=[her.public_id]))
    form = page.context["form"]
    assert MARK in words(form.fields["domicile_kelurahan"])

    stored = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in stored.items() if value not in (None, False)} | {"phone": "0812 3456 7890"}
    answer = client.post(reverse("person:edit", args=[her.public_id]), sent)

    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    her.refresh_from_db()
    assert (her.phone, her.domicile_kelurahan_id) == ("+6281234567890", DURI_KEPA)


def test_nobody_else_can_move_into_it(her):
    there = factories.participant("PPAPP", kelurahan=TOMANG)
    form = CorrectionForm(person=there)

    assert DURI_KEPA not in set(codes(form.fields["domicile_kelurahan"].choices))


def test_a_class_held_there_is_edited_and_none_is_planned_there_anew(her):
    officer = factories.sudin_officer()
    held = TrainingClass(kelurahan_id=DURI_KEPA, sudin_id="PPAPP", title="Kelas", starts_on=LAST, ends_on=LAST)
    change, new = (
        form.fields["kelurahan"] for form in (ChangeClassForm(user=officer, obj=held), NewClassForm(user=officer))
    )

    assert (DURI_KEPA in set(codes(change.choices)), DURI_KEPA in set(codes(new.choices))) == (True, False)
    assert MARK in words(change)


def test_the_list_is_filtered_by_it(her):
    page = client_of(factories.sudin_officer()).get(reverse("people:list"), {"wilayah": DURI_KEPA})

    assert her.name in page.text
    assert MARK in page.text


@pytest.mark.parametrize(
    "page", ["people:list", "person:detail", "verifying:list", "verifying:verify", "person:receipt"]
)
def test_wherever_it_is_stored_it_is_marked(her, page):
    args = [her.public_id] if page.startswith("person") or page == "verifying:verify" else []
    shown = client_of(factories.sudin_officer()).get(reverse(page, args=args)).text

    assert MARK in re.sub(r"<select.*?</select>", "", shown, flags=re.DOTALL)


def test_a_list_of_those_who_live_there_asks_no_more_for_each(her, django_assert_max_num_queries):
    client, page = client_of(factories.sudin_officer()), reverse("people:list")
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for _ in range(4):
        Participant.objects.filter(pk=factories.participant("PPAPP").pk).update(kelurahan=DURI_KEPA)
    with django_assert_max_num_queries(len(one)):
        assert client.get(page).text.count(MARK) >= 5


def test_no_page_shows_a_stored_region_without_its_mark():
    bare = re.compile(r"kelurahan\.name|{{ [\w.]*\.(?:domicile_)?kelurahan(?:\|[^}]*)? }}|{{ \w+\.region }}")
    texts = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}

    assert {str(path): bare.findall(text) for path, text in texts.items() if bare.search(text)} == {}


def test_figures_are_asked_by_it(her):
    with reading():
        form = QuestionForm({"wilayah": DURI_KEPA}, user=factories.user_with(Role.PEREKONOMIAN))
        assert form.is_valid(), form.errors
    assert MARK in words(form.fields["wilayah"])


def test_no_duty_is_given_there_anew_and_no_target_set():
    end()
    end("31.73.05", successor=None)
    duty = DutyForm(by=factories.user_with(Role.ADMINISTRATOR))
    decision = NewDecisionForm(region=Region.objects.get(pk="31.73"))

    assert DURI_KEPA not in {region.pk for region in duty.fields["region"].queryset}
    assert TOMANG in {region.pk for region in duty.fields["region"].queryset}
    assert "31.73.05" not in {area.pk for area in decision.areas}


def test_a_registration_chooses_a_kelurahan_of_today(her):
    form = RegistrationForm(officer=factories.sudin_officer())

    assert DURI_KEPA not in set(codes(form.fields["kelurahan"].choices))
    assert DURI_KEPA not in set(codes(form.fields["domicile_kelurahan"].choices))
    assert KEDOYA_UTARA in set(codes(form.fields["kelurahan"].choices))


@pytest.mark.parametrize("page", ["board:own", "people:list", "registering:begin", "account:profile"])
def test_its_officer_is_told_on_every_page(page):
    officer = factories.kelurahan_officer()
    end()
    told = " ".join(client_of(officer).get(reverse(page)).text.split())

    assert f"Kelurahan Duri Kepa berakhir pada {long_date(LAST)}; kini Kelurahan Kedoya Utara." in told
    assert "Minta administrator memindahkan tugas Anda" in told


def test_nobody_else_is_told(her):
    for officer in (factories.kelurahan_officer(TOMANG), factories.sudin_officer()):
        assert "Minta administrator memindahkan" not in client_of(officer).get(reverse("people:list")).text


def test_its_officer_is_refused_at_the_first_step_of_a_registration_and_not_at_the_last():
    officer = factories.kelurahan_officer()
    end()
    answer = client_of(officer).post(reverse("registering:begin"), {"nik": factories.fresh_nik()})

    assert answer.status_code == 409
    assert "Tidak ada lagi kelurahan tempat Anda mendaftarkan warga." in answer.text


def test_the_counter_of_an_ended_kelurahan_asks_for_nothing_and_keeps_what_was_begun():
    officer = factories.kelurahan_officer()
    client, begin = client_of(officer), reverse("registering:begin")
    begun = client.post(begin, {"nik": factories.fresh_nik()}).url
    end()
    page = client.get(begin)

    assert "Tidak ada lagi kelurahan tempat Anda mendaftarkan warga." in page.text
    assert 'name="nik"' not in page.text
    assert ("Lanjutkan" in page.text, "Buang" in page.text) == (False, True)
    assert client.get(begun).url == begin


def test_the_api_names_what_the_kelurahan_is_now(client, her):
    calls_as(client, factories.sudin_officer())
    answer = client.post("/api/v1/participants/", {"kelurahan": DURI_KEPA}, "application/json")

    assert answer.status_code == 400
    assert MARK.removeprefix("Duri Kepa ") in str(answer.json())
    assert "pilih kelurahan yang berlaku" in str(answer.json())


def test_its_officer_still_sees_and_corrects_the_people(her):
    officer = factories.kelurahan_officer()
    client = client_of(officer)

    assert client.get(reverse("person:detail", args=[her.public_id])).status_code == 200
    assert client.get(reverse("person:edit", args=[her.public_id])).status_code == 200


def test_over_two_splits_it_says_what_is_there_now():
    end(DURI_KEPA, KEDOYA_UTARA, date(2024, 12, 31))
    end(KEDOYA_UTARA, TOMANG, date(2025, 12, 31))

    assert Region.objects.get(pk=DURI_KEPA).end_words == " (sampai 31 Desember 2024; kini Kelurahan Tomang)"


def test_until_its_last_day_it_is_as_any_other():
    end(on=today())
    region = Region.objects.get(pk=DURI_KEPA)

    assert (region.end_words, region.has_ended) == ("", False)
    assert region in Region.objects.offered()


@pytest.mark.timeout(20)
def test_successors_that_lead_back_in_a_circle_still_give_an_answer():
    end(DURI_KEPA, KEDOYA_UTARA)
    end(KEDOYA_UTARA, DURI_KEPA)

    assert Region.objects.get(pk=DURI_KEPA).now.pk == KEDOYA_UTARA
