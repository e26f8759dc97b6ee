"""The gallery, sign-in and error pages pass axe in both themes, on desktop and phone, under the real content policy."""

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import assert_sound, assert_sound_everywhere, watch


@pytest.fixture(scope="module")
def gallery(django_db_setup, django_db_blocker):
    """The gallery on a server in this process; it writes nothing, so there is nothing to roll back."""
    sources = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    changed = override_settings(ROOT_URLCONF="tests.browser.gallery_urls", STORAGES=sources)
    with django_db_blocker.unblock(), changed:
        server = LiveServer("127.0.0.1")
        yield f"{server.url}/components/"
        server.stop()


@pytest.mark.parametrize("path", ["", "tanda-terima/", "galat/500/", "galat/404/"])
def test_the_components_are_sound_in_both_themes_on_desktop_and_phone(page, gallery, path):
    watched = watch(page)

    assert_sound_everywhere(page, gallery + path)

    assert watched.complaints == []


def test_the_sign_in_page_is_sound_in_both_themes_on_desktop_and_phone(page, gallery):
    watched = watch(page)

    assert_sound_everywhere(page, gallery.replace("/components/", "/masuk/"))

    assert watched.complaints == []


def test_an_unknown_address_shows_a_sound_error_page(page, gallery):
    watched = watch(page)
    page.goto(gallery + "tidak-ada/")

    assert_sound(page)
    assert watched.complaints == []


def test_the_theme_is_kept_and_shown_before_the_page_is_drawn(page, gallery):
    page.goto(gallery)
    page.get_by_label("Tampilan terang atau gelap").click()
    page.get_by_role("button", name="Gelap").click()
    page.route("**/portal*.js", lambda route: route.abort())  # only the script in the head is left
    page.reload(wait_until="domcontentloaded")

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_navigation_opens_on_a_phone_without_javascript(browser, gallery):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(gallery)
    page.get_by_label("Buka menu").click()

    assert page.get_by_role("navigation", name="Utama").is_visible()
    assert page.get_by_role("button", name="Batalkan catatan").last.is_visible()  # the dialog lies open
    context.close()


def test_charts_draw_as_svg_and_have_their_table(page, gallery):
    page.goto(gallery, wait_until="networkidle")

    assert page.locator("[data-chart] svg").count() == page.locator("[data-chart]").count() == 2
    page.get_by_text("Tabel grafik ini").first.click()
    assert page.get_by_role("cell", name="176.891").is_visible()


def test_a_form_pressed_twice_is_sent_once(page, gallery):
    sent = []
    page.goto(gallery)
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate("document.querySelector('#forms ~ .card form').action = '/components/lama/'")
    page.evaluate("for (const n of [1, 2]) document.querySelector('#forms ~ .card form [type=submit]').click()")
    page.wait_for_timeout(500)

    assert len(sent) == 1


def test_a_dead_line_says_so_and_offers_to_try_again(page, gallery):
    page.goto(gallery, wait_until="networkidle")
    page.route("**/*", lambda route: route.abort())
    page.get_by_role("link", name="Mengapa angka ini?").first.click()
    page.keyboard.press("Escape")

    assert page.get_by_text("Sambungan terputus").is_visible()
    assert page.get_by_role("button", name="Coba lagi").is_visible()


def test_a_loaded_file_from_elsewhere_or_an_inline_style_is_noticed(page, gallery):
    """The sabotaged twin: the listener hears both kinds of trespass."""
    watched = watch(page)
    page.goto(gallery)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.invalid/x.png'}))")
    page.wait_for_timeout(300)

    assert any("style-src" in line for line in watched.complaints)
    assert any("img-src" in line or "leaves the origin" in line for line in watched.complaints)
