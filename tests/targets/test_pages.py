"""The pages of the target decisions."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from offices.roles import Role
from targets import deciding
from targets.models import TargetDecision
from tests import decisions, factories
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return factories.user_with(Role.PEREKONOMIAN)


@pytest.fixture
def desk(officer):
    return client_of(officer)


def typed(**changes) -> dict:
    lines = {
        f"line_{code.replace('.', '_')}": f"{value:,}".replace(",", ".") for code, value in decisions.LINES_2020.items()
    }
    return {
        "once": str(uuid4()), "title": "Target 2020", "source": "Berita kota", "stage": "P1", "unit": "people",
        "starts_on": "01/01/2020", "due_on": "15 Desember 2020", "published_total": "15.230",
    } | lines | changes  # fmt: skip


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_decision_is_typed_as_a_grid_with_indonesian_numbers_and_days(desk):
    response = desk.post(reverse("targets:new"), typed())

    decision = TargetDecision.objects.get()
    assert response.url == reverse("targets:detail", args=[decision.public_id])
    assert decision.published_total == 15230
    assert {target.line_id: target.value for target in decision.targets.all()} == decisions.LINES_2020


def test_the_same_form_sent_twice_makes_one_decision(desk):
    form = typed()
    assert desk.post(reverse("targets:new"), form).url == desk.post(reverse("targets:new"), form).url
    assert TargetDecision.objects.count() == 1


def test_what_was_typed_stays_when_something_is_wrong(desk):
    response = desk.post(reverse("targets:new"), typed(due_on="31/02/2020", line_KPKP="1.12"))

    assert response.status_code == 422
    assert "Tanggal ini tidak ada di kalender" in text(response)
    assert 'value="1.12"' in text(response)
    assert 'value="9.968"' in text(response)


def test_the_detail_names_sum_published_total_selisih_and_line(desk, officer):
    decision = decisions.of_2020(officer)

    shown = text(desk.get(reverse("targets:detail", args=[decision.public_id])))

    for words in ("15.430", "15.230", "Berita resmi kota, 2020", "Selisih", "Sama dengan target Parekraf."):
        assert words in shown


def test_putting_in_force_asks_for_the_reason_on_the_page(desk, officer):
    decision = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)
    url = reverse("targets:enforce", args=[decision.public_id])

    asked = desk.post(url, {"version": 1})
    assert asked.status_code == 409
    assert "selisih 200" in text(asked)

    desk.post(url, {"version": 1, "reason": "Diumumkan tanpa Parekraf"})
    assert TargetDecision.objects.get().is_in_force


def test_putting_in_force_asks_once_for_selisih_and_unusual_value_together(desk, officer):
    decision = deciding.draft(decisions.values(published_total=12), {("PPAPP", "31.73"): 11}, by=officer)
    factories.participant("PPAPP", on=date(2019, 6, 1))
    url = reverse("targets:enforce", args=[decision.public_id])

    asked = desk.post(url, {"version": 1})
    assert asked.status_code == 409
    for words in ("selisih 1", "target 11 adalah 11 kali", "Angka yang diumumkan dibulatkan", "Program baru, tahun"):
        assert words in text(asked)

    reason = {"reason": "lainnya", "reason_text": "Sesuai dokumen", "reason_kinds": "target_difference target_value"}
    shown = text(desk.post(url, {"version": 1} | reason, follow=True))
    assert shown.count("<dd>Sesuai dokumen</dd>") == 2


def test_changing_a_draft_whose_values_were_explained_offers_that_reason_first(desk, officer):
    factories.participant("PPAPP", on=date(2019, 6, 1))
    about, cells = decisions.values(published_total=None), {("PPAPP", "31.73"): 11}
    decision = deciding.draft(about, cells, by=officer, reason="target_value-2")
    only_one = {f"line_{code.replace('.', '_')}": "" for code in decisions.LINES_2020} | {"line_PPAPP": "12"}

    asked = desk.post(reverse("targets:edit", args=[decision.public_id]), typed(version=1, **only_one))

    assert asked.status_code == 409
    assert 'value="target_value-2" checked' in text(asked)


def test_a_stale_version_shows_both_values(desk, officer):
    decision = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)
    deciding.change(decision, 1, decisions.values(title="Judul lain"), decisions.CELLS_2020, by=officer)

    response = desk.post(reverse("targets:edit", args=[decision.public_id]), typed(version=1, title="Judul saya"))

    assert response.status_code == 409
    assert "Judul lain" in text(response)
    assert 'value="Judul saya"' in text(response)


def test_readers_see_no_drafts_and_no_buttons(officer):
    drafted = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)
    in_force = decisions.of_2023(officer)
    client = client_of(factories.user_with(Role.WALIKOTA))

    assert client.get(reverse("targets:detail", args=[drafted.public_id])).status_code == 404
    assert client.get(reverse("targets:detail", args=[uuid4()])).status_code == 404
    assert "Ganti</button>" not in text(client.get(reverse("targets:detail", args=[in_force.public_id])))
    assert client.get(reverse("targets:new")).status_code == 403


def test_the_list_needs_no_more_queries_for_more_decisions(desk, officer, django_assert_max_num_queries):
    decisions.of_2020(officer)
    with django_assert_max_num_queries(16) as few:
        desk.get(reverse("targets:list"))
    decisions.of_2023(officer)
    for _ in range(4):
        decisions.in_force({("KPKP", "31.73"): 5}, by=officer, published_total=5, is_separate=True)
    with django_assert_max_num_queries(len(few)):
        desk.get(reverse("targets:list"))


def test_a_new_draft_is_confirmed(desk):
    assert "Rancangan keputusan tersimpan." in desk.post(reverse("targets:new"), typed(), follow=True).text


def test_a_draft_cannot_be_replaced_and_its_page_says_why(desk, officer):
    drafted = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)

    answer = desk.post(reverse("targets:replace", args=[drafted.public_id]))

    assert answer.status_code == 409
    assert "Hanya keputusan yang berlaku yang dapat diganti." in text(answer)
    assert drafted.title in text(answer)


def test_a_decision_in_force_cannot_be_put_in_force_again_and_its_page_says_why(desk, officer):
    decision = decisions.of_2023(officer)

    answer = desk.post(reverse("targets:enforce", args=[decision.public_id]), {"version": decision.version})

    assert answer.status_code == 409
    assert "Keputusan yang sudah berlaku tidak diubah" in text(answer)


def test_what_cannot_be_read_is_422_on_every_form(desk, officer):
    drafted = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)

    assert desk.post(reverse("targets:enforce", args=[drafted.public_id]), {"version": "satu"}).status_code == 422
    assert desk.post(reverse("targets:edit", args=[drafted.public_id]), typed()).status_code == 422
    assert desk.post(reverse("targets:new"), {}).status_code == 422


def test_replacing_opens_the_draft_that_was_begun_however_often_it_is_asked(desk, officer):
    address = reverse("targets:replace", args=[decisions.of_2023(officer).public_id])

    first, second = desk.post(address), desk.post(address)

    draft = TargetDecision.objects.get(state="rancangan")
    assert first.url == second.url == reverse("targets:edit", args=[draft.public_id])


@pytest.mark.parametrize("name", ["enforce", "edit"])
def test_a_reason_too_long_stays_on_the_page_and_is_said_to_be(desk, officer, name):
    drafted = deciding.draft(decisions.values(), decisions.CELLS_2020, by=officer)

    answer = desk.post(reverse(f"targets:{name}", args=[drafted.public_id]), typed(version=1, reason="x" * 301))

    assert answer.status_code == 422
    assert "Paling banyak 300 karakter." in text(answer)
    assert "x" * 301 in text(answer)
