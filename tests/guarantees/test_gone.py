"""Pages whose purpose is gone: a sentence says what happened, on the page where it goes on; never a bare 404 or form."""

from datetime import timedelta

import pytest
from django.urls import reverse

from demonstration import accounts
from demonstration.loading import load
from foundation.days import today
from offices.models import Sudin, User
from offices.roles import Role
from participants import leaving
from participants.verification import return_with_reason
from programs.activities import planning
from programs.bazaars import choosing
from records.completion import void
from records.models import StageCode, StageRecord
from referrals.models import Referral, Result
from referrals.referring import close, refer
from tests import decisions, factories
from tests.crawling import crawl, let_go, shape_of
from tests.programs.bazaars import rows as bazaars
from tests.programs.stage_forms import EARLIER, FINANCING
from tests.programs.stage_forms import address as stage_address
from tests.programs.training import rows as classes
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

WALKED = ["perekonomian", "sudin.ppapp", "kasudin.ppkukm", "kelurahan.duri-kepa", "camat.kebon-jeruk", "admin", "dpo"]
LEAVE = ("/keluar/", "/api/", "/components/")
FORWARDING = {"/"}
"""Addresses that lead each officer to a page of their own."""


def called_off(page):
    officer = factories.sudin_officer("PPAPP")
    room, name = page.split(":")
    held = (classes.training_class if room == "training" else bazaars.bazaar)(officer)
    planning.cancel(held, by=officer, reason="Hujan deras")
    more = [bazaars.YESTERDAY.isoformat()] if name == "day" else []
    detail = reverse(f"{room}:detail", args=[held.public_id])
    return officer, reverse(page, args=[held.public_id, *more]), detail, "sudah dibatalkan: Hujan deras"


def stand_given_up():
    officer, trader = factories.sudin_officer("PPAPP"), bazaars.trader()
    held = bazaars.with_stands(officer, [trader])
    stand = bazaars.stand_of(held, trader)
    choosing.withdraw(stand, by=officer)
    page = reverse("bazaars:replace", args=[held.public_id, stand.public_id])
    return officer, page, reverse("bazaars:detail", args=[held.public_id]), "tidak menempati stan 1"


def another_day():
    officer = factories.sudin_officer("PPAPP")
    held = bazaars.bazaar(officer)
    page = reverse("bazaars:day", args=[held.public_id, (today() + timedelta(days=9)).isoformat()])
    return officer, page, reverse("bazaars:detail", args=[held.public_id]), "bukan hari bazar ini"


def closed_referral():
    her, ours = factories.participant("KPKP"), factories.sudin_officer("KPKP")
    until = today() + timedelta(days=30)
    refer(her, StageCode.TRAINING, to_sudin=Sudin.objects.get(pk="PPAPP"), reason="Ikut", ends_on=until, by=ours)
    referral = Referral.objects.get()
    close(referral, by=ours, result=Result.TAKEN_BACK)
    onward = reverse("referrals:list") + "?bagian=selesai"
    return ours, reverse("referrals:close", args=[referral.public_id]), onward, "Rujukan ini sudah selesai. Ditutup"


def decision_in_force():
    officer = factories.user_with(Role.PEREKONOMIAN)
    decision = decisions.of_2020(officer)
    detail = reverse("targets:detail", args=[decision.public_id])
    return officer, reverse("targets:edit", args=[decision.public_id]), detail, "Keputusan ini berlaku"


def returned():
    officer, her = factories.sudin_officer("PPAPP"), factories.participant("PPAPP")
    return_with_reason(her, by=officer, reason="Foto KTP tidak terbaca")
    detail = reverse("person:detail", args=[her.public_id])
    return officer, reverse("verifying:verify", args=[her.public_id]), detail, "tidak menunggu verifikasi lagi"


def left(page):
    officer, her = factories.sudin_officer("PPAPP"), factories.participant("PPAPP")
    leaving.withdraw(her, by=officer, reason="Pindah")
    words = "Keadaan peserta ini sudah" if page == "person:withdraw" else "Peserta ini tidak aktif"
    return officer, reverse(page, args=[her.public_id]), reverse("person:detail", args=[her.public_id]), words


def still_there():
    officer, her = factories.sudin_officer("PPAPP"), factories.participant("PPAPP")
    detail = reverse("person:detail", args=[her.public_id])
    return officer, reverse("person:reactivate", args=[her.public_id]), detail, "Keadaan peserta ini sudah: aktif"


def financing_over():
    officer, her = factories.sudin_officer("PPAPP"), factories.participant(on=EARLIER)
    client_of(officer).post(stage_address("financing:apply", her), FINANCING)
    row = her.financings.get()
    type(row).objects.filter(pk=row.pk).update(state="ditolak", decided_on=today())
    detail = reverse("person:detail", args=[her.public_id])
    return officer, reverse("financing:decide", args=[row.public_id]), detail, "permodalan ini sudah selesai"


def voided(page):
    officer, her = factories.sudin_officer("PPAPP"), factories.participant(on=EARLIER)
    client_of(officer).post(
        stage_address("turnover:record", her), {"month": "02/2026", "amount": "1", "reason": "Buku kas"}
    )
    record = StageRecord.objects.get(stage="P6")
    void(record, by=officer, reason="Salah bulan")
    detail = reverse("person:detail", args=[her.public_id])
    return officer, reverse(page, args=[record.public_id]), detail, "sudah dibatalkan pada"


def second_step_kept_by_duty():
    return factories.sudin_officer("PPAPP"), reverse("mfa_deactivate_totp"), reverse("mfa_index"), "mewajibkan kode"


GONE = {
    "mfa_deactivate_totp": second_step_kept_by_duty,
    **{
        page: (lambda page=page: called_off(page))
        for page in (
            *("training:edit", "training:cancel", "training:invite", "training:attendance"),
            *("bazaars:edit", "bazaars:cancel", "bazaars:choose", "bazaars:day"),
        )
    },
    "bazaars:replace": stand_given_up,
    "bazaars:day of other days": another_day,
    "referrals:close": closed_referral,
    "targets:edit": decision_in_force,
    "verifying:verify": returned,
    **{
        page: (lambda page=page: left(page))
        for page in ("person:edit", "person:add_business", "person:withdraw", "mentoring:record", "turnover:record")
    },
    "person:reactivate": still_there,
    "financing:decide": financing_over,
    **{page: (lambda page=page: voided(page)) for page in ("records:void", "records:attach")},
}


@pytest.mark.parametrize("name", GONE)
def test_whoever_opens_it_is_told_what_happened_and_led_on(name):
    officer, page, onward, words = GONE[name]()

    answer = client_of(officer).get(page)
    assert (answer.status_code, answer["Location"]) == (302, onward)

    shown = client_of(officer)
    followed = shown.get(page, follow=True)
    assert followed.status_code == 200
    assert words in " ".join(str(message) for message in followed.context["messages"])


def test_what_is_sent_there_is_refused_beside_what_was_typed():
    officer, page, _, _ = called_off("training:edit")

    answer = client_of(officer).post(page, {"title": "Judul Baru", "version": 2})

    assert answer.status_code in (409, 422)
    assert "Judul Baru" in answer.text


def test_a_stranger_learns_nothing_of_what_happened():
    _, page, *_ = called_off("training:edit")

    assert client_of(factories.sudin_officer("KPKP")).get(page).status_code in (403, 404)


@pytest.mark.parametrize("name", GONE)
def test_no_page_leads_there(name):
    officer, gone, onward, _ = GONE[name]()
    client = client_of(officer)
    offers = [page.address for start in (onward, "/") for page in crawl(client, start, most=30) if gone in page.links]

    assert offers == []


@pytest.mark.parametrize("username", WALKED)
def test_every_link_of_every_page_leads_to_a_page(username, settings, tmp_path):
    """Of each page one link of every kind: none is refused, unknown, or led on; what cannot be done is not offered."""
    settings.MEDIA_ROOT = tmp_path
    accounts.make("kata-sandi-untuk-uji")
    load(400, lambda said: None)
    client = client_of(User.objects.get(username=username))
    met, broken = set(), []
    for page in crawl(client, most=60, leave=LEAVE):
        kinds = {shape_of(link): link for link in page.links if not link.startswith(LEAVE)}
        for link in {*kinds.values()} - met:
            met.add(link)
            answer = client.get(link)
            let_go(answer)
            if answer.status_code != 200 and not (answer.status_code == 302 and link in FORWARDING):
                broken.append((page.address, link, answer.status_code))

    assert len(met) > 5
    assert broken == []
