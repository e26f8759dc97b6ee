"""Dashboards, numbers, lists and targets in a real browser: sound in both themes and sizes, and without JavaScript."""

from datetime import date

import pytest

from foundation.history import recorded_as
from offices.roles import Role
from reports.exports.models import Export
from reports.figures import rollup
from tests import decisions, factories
from tests.browser.axe import assert_sound, assert_sound_everywhere, watch
from tests.browser.officers import enter, give_reason

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def city(committed):
    """The decision of 2020, a few people of that year, results and a check."""
    with recorded_as(label="uji"):
        decision = decisions.of_2020()
        by = factories.user_with(Role.KELURAHAN, "31.73")
        for line, place, month in [
            ("PPAPP", factories.DURI_KEPA, 2),
            ("KPKP", factories.TOMANG, 3),
            ("PAREKRAF", factories.KEDOYA_UTARA, 6),
        ]:
            factories.participant(line, place, on=date(2020, month, 5), by=by)
        rollup.check()
    rollup.fold()
    return decision


def officer(role=Role.PEREKONOMIAN, *args):
    with recorded_as(label="uji"):
        return factories.user_with(role, *args)


def test_the_pages_of_figures_are_sound_everywhere(city, page, context, portal):
    enter(context, officer(), portal)
    watched, asked = watch(page), f"keputusan={city.public_id}"

    for path in (
        f"/dasbor/?{asked}",
        "/dasbor/?mulai=31/02/2020&sampai=x",
        f"/angka/?{asked}",
        f"/angka/daftar/?{asked}",
        f"/target/{city.public_id}/",
        "/target/",
        "/target/baru/",
        "/ekspor/",
        "/beranda/",
    ):
        assert_sound_everywhere(page, portal + path)

    assert watched.complaints == []


def test_a_number_opens_its_explanation_in_place_and_from_there_its_list_after_a_reason(city, page, context, portal):
    enter(context, officer(), portal)
    watched = watch(page)
    page.goto(f"{portal}/dasbor/?keputusan={city.public_id}")
    assert page.locator("#tren svg").count() == page.locator("#corong svg").count() == 1

    page.locator(".stat-hero .figure-link").click()
    panel = page.locator("#panel-body")
    panel.get_by_text("terverifikasi atau belum").wait_for()
    assert_sound(page)
    panel.get_by_role("link", name="Buka daftar, dengan alasan").click()
    page.fill("[name=reason]", "Tindak lanjut rapat")
    page.get_by_role("button", name="Buka daftar").click()

    assert page.get_by_role("heading", level=1).inner_text() == "3 orang"
    assert page.locator("tbody tr").count() == 3
    assert_sound_everywhere(page, page.url)
    assert watched.complaints == []


def test_without_javascript_figures_lists_and_exports_work(city, browser, portal):
    context = browser.new_context(java_script_enabled=False)
    enter(context, officer(Role.CAMAT, "31.73.05"), portal)
    page = context.new_page()
    page.goto(f"{portal}/dasbor/")
    page.select_option("[name=keputusan]", str(city.public_id))
    page.get_by_role("button", name="Tampilkan").click()
    assert "keputusan=" in page.url

    page.locator(".stat-hero .figure-link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mengapa angka ini?"
    page.get_by_role("link", name="Buka daftar").click()
    assert page.locator("tbody tr").count() == 2

    page.get_by_role("button", name="CSV").click()
    assert page.get_by_text("Sedang dibuat", exact=True).is_visible()
    assert Export.objects.get().kind == "people"
    page.get_by_role("link", name="Muat ulang").click()
    assert "/ekspor/" in page.url


def test_targets_are_typed_put_in_force_and_replaced_in_the_browser(city, page, context, portal):
    enter(context, officer(), portal)
    page.goto(f"{portal}/target/baru/")
    typed = {"title": "Uji 2027", "source": "Uji", "starts_on": "1/1/2027", "due_on": "31/12/2027"}
    for name, value in (typed | {"published_total": "1.000", "line_PPAPP": "1.200"}).items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="Simpan rancangan").click()
    assert "1.200 kali realisasi tahun 2020" in page.locator("main").inner_text()
    page.check("[name=reason][value=target_value-2]")
    page.get_by_role("button", name="Simpan rancangan").click()
    page.get_by_role("button", name="Berlakukan").click()
    assert "selisih 200" in page.locator("main").inner_text()
    assert_sound(page)
    give_reason(page, "Dokumen membulatkan")
    page.get_by_role("button", name="Berlakukan").click()
    assert "Keputusan ini sekarang berlaku." in page.locator("main").inner_text()

    page.get_by_role("button", name="Ganti").click()
    assert page.input_value("[name=line_PPAPP]") == "1.200"
