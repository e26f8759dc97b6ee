"""On a phone: somebody comes unasked, another is not registered yet; both end up on the sheet and nothing ticked is lost."""

import pytest

from foundation.days import today
from foundation.history import recorded_as
from offices.roles import Role
from records.models import StageRecord
from tests import factories
from tests.browser.axe import assert_sound, assert_sound_everywhere, watch
from tests.browser.officers import enter, give_reason
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as training

pytestmark = pytest.mark.timeout(400)
SIZES = (((1280, 800), "light"), ((360, 740), "dark"))


@pytest.fixture
def room(committed):
    """A sudin officer, a class and a bazaar of today with two people each, and one whom nobody has asked."""
    with recorded_as(label="uji"):
        officer = factories.user_with(Role.SUDIN, "31.73", "PPAPP")
        people = [bazaars.trader(name=f"Contoh Nomor {n}") for n in range(2)]
        bazaars.trader(name="Contoh Tamu")
        return officer, training.with_invitations(officer, people), bazaars.with_stands(officer, people)


def fill(page):
    """The registration form as the counter fills it in."""
    page.fill("[name=name]", "Contoh Warga Baru")
    page.fill("[name=birth_place]", "Jakarta")
    page.fill("[name=ktp_address]", "Jalan Contoh 1")
    page.fill("[name=ktp_region]", "Duri Kepa, Kebon Jeruk, Jakarta Barat")
    page.check("[name=same_address]")
    page.fill("[name=rt]", "4")
    page.fill("[name=rw]", "011")
    page.select_option("[name=kelurahan]", factories.DURI_KEPA)
    page.select_option("[name=channel]", "kelurahan")
    page.check("[name=registrant_type][value=pemula]")
    page.check("[name=privacy_given][value=dibacakan]")


def seek(page, words):
    if not page.locator("#id_who").is_visible():
        page.get_by_text("Datang tanpa undangan", exact=True).click()
    page.fill("#id_who", words)
    page.get_by_role("button", name="Cari").click()
    page.locator(".door-found, .invalid-feedback").first.wait_for()


def test_who_came_unasked_is_added_registered_and_saved_on_a_phone(room, page, context, portal):
    officer, held, _ = room
    enter(context, officer, portal)
    watched = watch(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{portal}/pelatihan/{held.public_id}/hadir/")
    page.get_by_label("Contoh Nomor 0").check()

    seek(page, "contoh tamu")
    assert_sound(page)
    page.get_by_role("button", name="Tambahkan Contoh Tamu").click()
    page.get_by_text("Contoh Tamu ditambahkan").wait_for()
    assert_sound(page)
    assert page.locator("[name=present]:checked").count() == 2

    seek(page, "Nama Yang Tiada")
    page.get_by_role("button", name="Daftarkan, lalu kembali ke sini").click()
    page.fill("[name=nik]", factories.fresh_nik())
    page.get_by_role("button", name="Periksa NIK").click()
    page.get_by_text("Kembali tanpa mendaftarkan").wait_for()
    fill(page)
    page.get_by_role("button", name="Simpan", exact=True).click()

    page.get_by_text("Isian yang belum disimpan dibuka lagi").wait_for()
    assert_sound(page)
    assert page.locator("[name=present]:checked").count() == 3
    assert not page.get_by_label("Contoh Nomor 1").is_checked()
    page.get_by_role("button", name="Simpan kehadiran").click()
    give_reason(page, "NIB sedang diurus")
    page.get_by_role("button", name="Simpan kehadiran").click()

    page.get_by_text("3 hadir dari 2 undangan, 2 tanpa undangan").first.wait_for()
    assert StageRecord.objects.valid().filter(stage="P2").count() == 3
    assert watched.complaints == []


def test_every_state_of_a_bazaar_s_door_is_sound_everywhere(room, page, context, portal):
    officer, _, held = room
    enter(context, officer, portal)
    sheet = f"{portal}/bazar/{held.public_id}/hari/{today()}/"
    assert_sound_everywhere(page, sheet, SIZES)
    for words in ("contoh tamu", "contoh", "Nama Yang Tiada", factories.fresh_nik(), "1234567890123456"):
        seek(page, words)
        assert_sound(page)
    page.locator("#id_nobody").check()
    page.get_by_role("button", name="Simpan kehadiran").click()
    page.get_by_text("0 hadir dari 2 yang terpilih").first.wait_for()
    assert_sound(page)
