"""The main job end to end, in a real browser with a real worker: registered at the counter, verified, referred for a
permit, at a bazaar; and Bagian Perekonomian sees the target move by one, knows why, and opens the list behind it.
"""

import re
import time

import pytest

from foundation.days import today
from foundation.history import recorded_as
from offices.models import Region
from offices.roles import Role
from participants.models import AccessEntry, Participant
from records.models import StageCode
from reports.figures.models import ProgressCell, ProgressDelta
from targets.models import DecisionState, Target, TargetDecision
from tests import factories
from tests.browser.axe import watch
from tests.browser.officers import enter
from tests.browser.test_registering import begin, save, type_person

pytestmark = pytest.mark.timeout(240)

NAME = "Contoh Warga Perjalanan"


@pytest.fixture(params=[True, False], ids=["with_javascript", "without_javascript"])
def desk(browser, portal, request):
    """Opens a page of its own for each officer, with or without JavaScript."""
    contexts = []

    def seat(officer):
        context = browser.new_context(java_script_enabled=request.param)
        contexts.append(context)
        enter(context, officer, portal)
        page = context.new_page()
        page.watched = watch(page)
        return page

    seat.has_script = request.param
    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def city(committed):
    """Officers of the five desks, a decision that holds today, and one participant registered before."""
    with recorded_as(label="uji"):
        officers = {
            "kelurahan": factories.kelurahan_officer(),
            "ppapp": factories.sudin_officer("PPAPP"),
            "ppkukm": factories.sudin_officer("PPKUKM"),
            "perekonomian": factories.user_with(Role.PEREKONOMIAN),
        }
        factories.participant("PPAPP")
        year = today().year
        decision = TargetDecision.objects.create(
            title="Target uji",
            source="Contoh",
            region=Region.objects.get(pk="31.73"),
            stage_id=StageCode.REGISTRATION,
            starts_on=today().replace(month=1, day=1),
            due_on=today().replace(month=12, day=31),
            published_total=10,
            state=DecisionState.IN_FORCE,
        )
        Target.objects.create(decision=decision, line_id="PPAPP", region_id="31.73", value=10, due_on=decision.due_on)
    officers["year"] = year
    return officers


def result_of(page, portal, line="PPAPP"):
    """The link of a line's result on the dashboard."""
    page.goto(f"{portal}/dasbor/")
    row = page.locator("table tr", has=page.locator("th", has_text=line)).first
    return row.locator("a[href*='/angka/']").first


def number(link):
    return int(re.search(r"\d+", link.inner_text().replace(".", ""))[0])


def wait_for(condition, seconds=20):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "the worker did not fold in time"
        time.sleep(0.2)


def test_a_resident_goes_all_the_way_and_the_target_moves_by_one(desk, portal, worker, city):
    economy = desk(city["perekonomian"])
    assert number(result_of(economy, portal)) == 1

    counter = desk(city["kelurahan"])
    begin(counter, portal, factories.fresh_nik())
    type_person(counter, name=NAME)
    save(counter)
    her = Participant.objects.get(name=NAME)
    assert her.registration_number in counter.inner_text("main")

    in_charge = desk(city["ppapp"])
    verify(in_charge, portal, her)
    refer_for_a_permit(in_charge, portal, her)

    helper = desk(city["ppkukm"])
    record_the_permit(helper, portal, her)
    permit = her.stage_records.get(stage=StageCode.PERMIT)
    assert (permit.acting_sudin_id, permit.credited_line_id) == ("PPKUKM", "PPAPP")

    take_to_a_bazaar(in_charge, portal, her)
    assert her.stage_records.get(stage=StageCode.MARKETING).is_first

    wait_for(lambda: not ProgressDelta.objects.exists())
    assert ProgressCell.objects.filter(indicator=StageCode.PERMIT, line="PPAPP", people=1).exists()
    link = result_of(economy, portal)
    assert number(link) == 2
    open_the_list_behind(economy, portal, link)
    assert NAME in economy.inner_text("main")
    assert economy.locator("main tbody tr").count() == 2
    assert AccessEntry.objects.get(kind="listed").rows == 2
    if desk.has_script:
        for page in (economy, counter, in_charge, helper):
            assert page.watched.complaints == []


def verify(page, portal, her):
    page.goto(f"{portal}/peserta/{her.public_id}/verifikasi/")
    page.get_by_role("button", name="Verifikasi", exact=True).click()
    her.refresh_from_db()
    assert her.is_identity_locked


def refer_for_a_permit(page, portal, her):
    page.goto(f"{portal}/peserta/{her.public_id}/")
    page.get_by_role("link", name="Rujuk ke sudin lain").click()
    page.select_option("[name=stage]", StageCode.PERMIT)
    page.select_option("[name=to_sudin]", "PPKUKM")
    page.fill("[name=reason]", "Perlu NIB")
    page.get_by_role("button", name="Rujuk", exact=True).click()
    assert her.referrals.count() == 1


def record_the_permit(page, portal, her):
    page.goto(f"{portal}/rujukan/")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("link", name="Catat izin P4 Perizinan").click()
    page.select_option("[name=kind]", "nib")
    page.fill("[name=number]", "9120 0012 3456 7")
    page.fill("[name=issuer]", "OSS")
    page.fill("[name=issued_on]", f"{today():%d/%m/%Y}")
    page.get_by_role("button", name="Simpan", exact=True).click()


def take_to_a_bazaar(page, portal, her):
    page.goto(f"{portal}/bazar/baru/")
    day = f"{today():%d/%m/%Y}"
    typed = {"name": "Bazar Uji", "starts_on": day, "ends_on": day, "place": "Halaman kantor", "stands": "5"}
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    choose_kelurahan(page)
    page.select_option("[name=funding]", "apbd")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("link", name=re.compile("Pilih peserta")).first.click()
    page.get_by_label(f"Pilih {NAME}").check()
    page.get_by_role("button", name="Beri stan").click()
    page.goto(f"{page.url.rstrip('/')}/hari/{today():%Y-%m-%d}/")
    page.get_by_role("checkbox", name=re.compile(NAME)).check()
    page.locator("input[name^=sales_]").fill("350.000")
    page.get_by_role("button", name="Simpan kehadiran").click()


def choose_kelurahan(page):
    """By script, because a picker may stand over the plain list; without script there is only the list."""
    if page.locator(".ts-wrapper").count():
        page.evaluate("document.querySelector('[name=kelurahan]').tomselect.setValue('31.73.05.1005')")
    else:
        page.select_option("[name=kelurahan]", factories.DURI_KEPA)


def open_the_list_behind(page, portal, link):
    page.goto(portal + link.get_attribute("href"))
    page.get_by_role("link", name=re.compile("Buka daftar")).click()
    page.fill("[name=reason]", "Memeriksa realisasi PPAPP")
    page.get_by_role("button", name="Buka daftar").click()
