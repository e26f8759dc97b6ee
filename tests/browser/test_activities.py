"""Classes, bazaars and the work list in a real browser: sound everywhere, attendance taken with the finger."""

import pytest

from foundation.history import recorded_as
from offices.roles import Role
from records.models import StageRecord
from tests import factories
from tests.browser.axe import assert_sound, assert_sound_everywhere, watch
from tests.browser.officers import enter, give_reason
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as training

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def room(committed):
    """An officer of PPAPP with a class of three people today and a bazaar that began yesterday."""
    with recorded_as(label="uji"):
        officer = factories.user_with(Role.SUDIN, "31.73", "PPAPP")
        people = [bazaars.trader(name=f"Contoh Nomor {n}") for n in range(3)]
        held = training.with_invitations(officer, people)
        return officer, held, bazaars.with_stands(officer, people[:2]), people


def test_pages_of_classes_and_bazaars_are_sound_everywhere(room, page, context, portal):
    officer, held, bazaar, _ = room
    enter(context, officer, portal)
    watched = watch(page)
    for path in (
        "/kerja/",
        "/kerja/terlama/",
        f"/pelatihan/{held.public_id}/",
        f"/pelatihan/{held.public_id}/hadir/",
        f"/pelatihan/{held.public_id}/undang/?trained=semua",
        f"/bazar/{bazaar.public_id}/",
        f"/bazar/{bazaar.public_id}/pilih/",
        f"/bazar/{bazaar.public_id}/hari/{bazaars.YESTERDAY}/",
        "/bazar/baru/",
    ):
        assert_sound_everywhere(page, portal + path, (((1280, 800), "light"), ((360, 740), "dark")))
    assert watched.complaints == []


def test_attendance_is_taken_on_a_phone_and_asks_for_the_nib_once(room, page, context, portal):
    officer, held, _, _ = room
    enter(context, officer, portal)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{portal}/pelatihan/{held.public_id}/hadir/")
    page.get_by_label("Contoh Nomor 0").check()
    page.get_by_label("Contoh Nomor 2").check()
    page.get_by_role("button", name="Simpan kehadiran").click()

    assert_sound(page)
    assert page.get_by_label("Contoh Nomor 2").is_checked()
    give_reason(page, "NIB sedang diurus")
    page.get_by_role("button", name="Simpan kehadiran").click()

    page.get_by_text("2 hadir dari 3 undangan").wait_for()
    assert StageRecord.objects.valid().filter(stage="P2").count() == 2
