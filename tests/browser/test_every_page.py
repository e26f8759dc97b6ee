"""Every page an officer can reach by links is sound: axe, nothing sideways, nothing from elsewhere, no broken policy.

One page of each kind (URL name), in the light theme on a desktop and in the dark one on a phone.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from demonstration import accounts
from demonstration.loading import load
from offices.users import User
from tests.browser.axe import faults_everywhere, watch
from tests.browser.officers import enter

ROLES = ["perekonomian", "sudin.ppapp", "kelurahan.duri-kepa", "admin"]
FILES = {"records:evidence", "exports:download", "mfa_download_recovery_codes", "api-schema"}
LOOKS = (((1280, 800), "light"), ((360, 740), "dark"))
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def city(committed, settings, tmp_path, monkeypatch):
    """A small invented city with its demonstration accounts, committed so that the portal sees it."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path))
    accounts.make("kata-sandi-untuk-uji")
    load(400, lambda said: None)


@pytest.mark.parametrize("username", ROLES)
def test_every_page_an_officer_can_reach_is_sound(city, portal, context, username):
    enter(context, User.objects.get(username=username), portal)
    page = context.new_page()
    watched = watch(page)
    waiting, seen, found = {"home": f"{portal}/"}, set(), []
    while kinds := [kind for kind in waiting if kind not in seen]:
        seen.add(kinds[0])
        found += [f"{page.url} {line}" for line in faults_everywhere(page, waiting[kinds[0]], LOOKS)]
        for address in page.evaluate(LINKS):
            waiting.setdefault(kind_of(address, portal), address)
        waiting.pop(None, None)

    assert found == []
    assert watched.complaints == []
    assert len(seen) > 2


def kind_of(address, portal):
    """The URL name of a page of ours; None for files and everything else."""
    parts = urlsplit(address)
    if not address.startswith(portal):
        return None
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    return None if name in FILES else name
