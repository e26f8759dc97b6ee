"""Registering, verifying and correcting in a real browser, with and without JavaScript."""

import re

import pytest

from foundation.history import recorded_as
from participants.models import Participant
from participants.participants import IdentityState
from participants.verification import return_with_reason
from tests.browser.axe import assert_sound, assert_sound_everywhere, watch
from tests.browser.officers import enter, give_reason, leave
from tests.factories import fresh_nik, kelurahan_officer, participant, sudin_officer

pytestmark = pytest.mark.timeout(300)


def type_person(page, **changes):
    """Fill the form in as at the counter."""
    typed = {
        "name": "Contoh Warga Peramban",
        "birth_place": "Jakarta",
        "ktp_address": "Jalan Contoh 1",
        "ktp_region": "Duri Kepa, Kebon Jeruk, Jakarta Barat",
        "rt": "4",
        "rw": "11",
    } | changes
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=same_address]")
    page.check("[name=registrant_type][value=pemula]")
    page.select_option("[name=line]", "PPAPP")
    page.check("[name=privacy_given][value=dibacakan]")


def begin(page, portal, nik):
    page.goto(f"{portal}/peserta/daftar/")
    page.fill("#id_nik", nik)
    page.get_by_role("button", name="Periksa NIK").click()


def save(page):
    page.get_by_role("button", name="Simpan", exact=True).click()


def test_without_javascript_a_resident_is_registered_and_leaves_with_a_receipt(browser, portal):
    context = browser.new_context(java_script_enabled=False)
    enter(context, kelurahan_officer(), portal)
    page, nik = context.new_page(), fresh_nik(day=12)

    begin(page, portal, nik)
    save(page)  # too early: everything is still asked for
    assert page.locator("#id_name_error").is_visible()
    type_person(page)
    page.check("[name=sex][value=P]")
    save(page)  # the sex differs from the NIK's
    assert "Jenis kelamin berbeda" in page.inner_text("main")
    assert page.input_value("#id_name") == "Contoh Warga Peramban"
    give_reason(page, "Sesuai akta kelahiran")
    save(page)

    person = Participant.objects.get()
    assert page.url == f"{portal}/peserta/{person.public_id}/tanda-terima/"
    assert person.registration_number in page.inner_text("main")
    assert nik not in page.content()
    assert page.locator("svg.qr").is_visible()
    context.close()


def test_what_was_typed_survives_the_end_of_the_session(context, portal):
    officer = kelurahan_officer()
    enter(context, officer, portal)
    page = context.new_page()
    watched = watch(page)
    begin(page, portal, fresh_nik())
    type_person(page, name="Nama Yang Diketik")
    address = page.url

    leave(context)
    save(page)
    assert "/masuk/" in page.url
    assert "Isian Anda aman" in page.inner_text("main")
    enter(context, kelurahan_officer(), portal)
    page.goto(address)
    assert page.url == f"{portal}/peserta/daftar/"
    assert "Nama Yang Diketik" not in page.content()

    context.clear_cookies()
    enter(context, officer, portal)
    page.goto(address)
    assert page.input_value("#id_name") == "Nama Yang Diketik"
    save(page)

    assert Participant.objects.get().registered_by == officer
    assert page.url.endswith("/tanda-terima/")
    assert watched.complaints == []


def test_typing_is_kept_by_itself_and_the_scale_is_shown(context, portal):
    enter(context, kelurahan_officer(), portal)
    page = context.new_page()
    begin(page, portal, fresh_nik())

    page.fill("[name=name]", "Baru Sebagian")
    page.fill("[name=business_turnover]", "250.000.000")
    page.get_by_text("Isian disimpan otomatis 2").wait_for()
    assert page.inner_text("#scale output") == "Kecil"
    page.reload()

    assert page.input_value("#id_name") == "Baru Sebagian"


def test_a_sudin_officer_verifies_from_the_list(context, portal):
    people = [participant("PPAPP") for _ in range(2)]
    enter(context, sudin_officer("PPAPP"), portal)
    page = context.new_page()

    page.goto(f"{portal}/verifikasi/")
    page.get_by_label("Pilih semua di halaman ini").check()
    page.get_by_role("button", name="Verifikasi yang dipilih").click()
    page.get_by_role("button", name="Verifikasi 2 peserta").click()

    assert "2 peserta terverifikasi." in page.inner_text("main")
    assert {person.identity_state for person in Participant.objects.filter(pk__in=[p.pk for p in people])} == {
        IdentityState.VERIFIED
    }


def test_the_pages_are_sound_in_both_themes_on_desktop_and_phone(context, portal):
    officer, sudin = kelurahan_officer(), sudin_officer("PPAPP")
    with recorded_as(sudin):
        person, back = participant("PPAPP"), participant("PPAPP")
        return_with_reason(back, by=sudin, reason="Foto KTP buram")
    page = context.new_page()
    watched = watch(page)

    enter(context, officer, portal)
    assert_sound_everywhere(page, f"{portal}/peserta/daftar/")
    begin(page, portal, person.nik)
    assert_sound(page)  # she is registered already
    begin(page, portal, fresh_nik())
    form = page.url
    save(page)
    assert_sound(page)  # everything is still asked for
    addresses = [form, f"{portal}/verifikasi/dikembalikan/"]
    rooms = ("tanda-terima", "ubah", "usaha/tambah", "undurkan", "salah-daftar")
    addresses += [f"{portal}/peserta/{person.public_id}/{room}/" for room in rooms]
    for address in addresses:
        assert_sound_everywhere(page, address)
    context.clear_cookies()
    enter(context, sudin, portal)
    for address in (f"{portal}/verifikasi/", f"{portal}/peserta/{person.public_id}/verifikasi/"):
        assert_sound_everywhere(page, address)

    assert watched.complaints == []
    assert not re.search(r"\d{16}", page.title())
