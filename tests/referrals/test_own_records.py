"""After a referral has ended its sudin sees, corrects and documents what it recorded itself, and nothing else of her."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from desk.worklist import queues
from foundation.days import today
from foundation.errors import Refused
from offices.models import Sudin
from offices.roles import Role
from participants.models import AccessEntry
from programs.permits.issuing import record_permit
from records.completion import complete
from records.mending import mend
from records.models import Source, StageCode
from referrals.models import Result
from referrals.referring import close, refer
from tests import factories
from tests.api.calls import calls_as
from tests.programs.stage_forms import EARLIER, PERMIT, SHOP, address, png
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def ppkukm():
    return factories.sudin_officer("PPKUKM")


@pytest.fixture
def ended(her, ppkukm):
    """A referral to PPKUKM that was answered by one record and closed; answers the record."""
    ppapp = factories.sudin_officer("PPAPP")
    until = today() + timedelta(days=9)
    referral = refer(her, "P4", to_sudin=Sudin.objects.get(pk="PPKUKM"), reason="NIB", ends_on=until, by=ppapp)
    client_of(ppkukm).post(address("permits:record", her), PERMIT)
    close(referral, by=ppkukm, result=Result.DONE)
    return her.stage_records.get(stage="P4")


def page_of(name, record):
    return reverse(f"records:{name}", args=[record.public_id])


def page_of_her(her):
    return f'"{address("person:detail", her)}"'


def test_the_sudin_sees_its_record_with_her_name_and_nothing_else_of_her(ended, her, ppkukm):
    client = client_of(ppkukm)
    page = client.get(page_of("detail", ended)).text

    assert her.name in page
    assert her.registration_number in page
    assert PERMIT["number"] in page.replace(" ", "")
    hidden = [her.domicile_address, "lahir", her.nik[-4:], f"{her.rt}/{her.rw}", page_of_her(her)]
    assert [value for value in hidden if value in page] == []
    assert AccessEntry.objects.filter(user=ppkukm, participant=her, what="catatan P4").exists()
    for closed in ("person:detail", "person:history", "permits:record", "shops:record"):
        assert client.get(address(closed, her)).status_code == 404
    listed = client.get(reverse("referrals:list"), {"bagian": "selesai"}).text
    assert page_of("detail", ended) in listed
    assert her.name in listed


def test_records_of_others_stay_out_of_sight(ended, her, ppkukm):
    theirs = complete(her, "P4", on=today(), by=factories.sudin_officer("PPAPP"), source=Source.PERMIT)
    registration = her.stage_records.get(stage="P1")
    client = client_of(ppkukm)

    for record in (theirs, registration):
        for name in ("detail", "void", "attach"):
            assert client.get(page_of(name, record)).status_code == 404


@pytest.mark.parametrize(
    ("role", "region", "sudin"),
    [
        (Role.SUDIN, "31.73", "KPKP"),
        (Role.SUDIN, "31.71", "PPKUKM"),
        (Role.KASATLAK, "31.73.02", "PPKUKM"),
        (Role.KELURAHAN, factories.KEDOYA_UTARA, None),
    ],
    ids=["other sudin", "other city", "other kecamatan", "neighbour"],
)
def test_nobody_else_sees_it(ended, role, region, sudin):
    client = client_of(factories.user_with(role, region, sudin))
    assert {client.get(page_of(name, ended)).status_code for name in ("detail", "attach")} == {404}


def test_the_sudin_documents_its_record(ended, her, ppkukm):
    client = client_of(ppkukm)
    assert list(queues.without_evidence(ppkukm)) == [ended]
    assert page_of("detail", ended) in client.get(reverse("worklist:without_evidence")).text

    sent = client.post(page_of("attach", ended), {"evidence": png()})

    assert (sent.status_code, sent.url) == (302, page_of("detail", ended))
    file = ended.evidence.get()
    assert client.get(reverse("records:evidence", args=[file.public_id])).getvalue()
    assert not queues.without_evidence(ppkukm).exists()


def test_the_sudin_mends_its_own_typo_once(ended, her, ppkukm):
    client, form = client_of(ppkukm), address("permits:record", her)
    assert client.get(form).status_code == 404

    taken = client.post(page_of("void", ended), {"reason": "Salah ketik nomor"})
    assert (taken.status_code, taken.url) == (302, page_of("detail", ended))
    assert form in client.get(taken.url).text
    assert client.get(address("shops:record", her)).status_code == 403
    assert client.post(address("shops:record", her), SHOP).status_code == 403

    assert client.get(form).status_code == 200
    assert client.post(form, PERMIT | {"number": "9120009998887"}).status_code == 302
    anew = her.stage_records.get(stage="P4", voided_at=None)
    assert (anew.acting_sudin_id, anew.credited_line_id) == ("PPKUKM", "PPAPP")
    assert client.get(form).status_code == 404
    assert client.get(page_of("detail", anew)).status_code == 200


def test_the_sudin_mends_its_own_record_on_its_form_and_nothing_else_of_her_opens(ended, her, ppkukm):
    client, form = client_of(ppkukm), address("permits:record", her)
    mending = f"{form}?perbaiki={ended.public_id}"
    assert mending in client.get(page_of("detail", ended)).text

    shown = client.get(mending)
    assert PERMIT["number"] in shown.text
    assert [value for value in (her.domicile_address, page_of_her(her)) if value in shown.text] == []
    right = PERMIT | {"number": "9120009998887", "because": "Salah ketik nomor", "once": str(uuid4())}
    saved = [client.post(mending, right) for _ in range(2)]

    ended.refresh_from_db()
    anew = her.stage_records.get(replaces=ended)
    assert {(answer.status_code, answer.url) for answer in saved} == {(302, page_of("detail", anew))}
    assert (anew.acting_sudin_id, anew.known_since) == ("PPKUKM", ended.recorded_at)
    for closed in ("permits:record", "shops:record"):
        assert client.get(address(closed, her)).status_code == 404
    assert client.get(f"{address('shops:record', her)}?perbaiki={anew.public_id}").status_code == 404
    assert client.post(mending, right | {"once": str(uuid4())}).status_code == 409


def test_others_records_are_not_mended_out_of_sight(ended, her, ppkukm):
    theirs = complete(her, "P4", on=today(), by=factories.sudin_officer("PPAPP"), source=Source.PERMIT)
    form = address("permits:record", her)

    assert client_of(ppkukm).get(f"{form}?perbaiki={theirs.public_id}").status_code == 404
    for stranger in (factories.sudin_officer("KPKP"), factories.user_with(Role.KELURAHAN, factories.KEDOYA_UTARA)):
        assert client_of(stranger).get(f"{form}?perbaiki={ended.public_id}").status_code in {403, 404}
    assert client_of(stranger).get(f"{form}?perbaiki={ended.public_id}").status_code == 403


def test_mended_by_the_sudin_in_charge_it_stays_the_record_of_the_sudin_that_did_it(ended, her):
    client, form = client_of(factories.sudin_officer("PPAPP")), address("permits:record", her)
    mending = f"{form}?perbaiki={ended.public_id}"
    assert "acting" not in client.get(mending).context["form"].fields
    right = PERMIT | {"number": "9120009998887", "because": "Salah ketik nomor", "once": str(uuid4())}

    assert client.post(mending, right).status_code == 302
    assert her.stage_records.get(replaces=ended).acting_sudin_id == "PPKUKM"


def test_mending_names_no_other_sudin(ended, her):
    ppapp = factories.sudin_officer("PPAPP")
    told = {"kind": "nib", "number": "9120009998887", "issuer": "OSS", "issued_on": ended.occurred_on}

    with pytest.raises(Refused, match="Sudin pelaksana tidak berubah"):
        mend(ended, record_permit, by=ppapp, because="Salah ketik", acting="PPAPP", **told)
    ended.refresh_from_db()
    assert ended.voided_at is None


def test_what_the_sudin_in_charge_took_back_is_not_written_anew_by_the_guest(ended, her, ppkukm):
    ppapp = factories.sudin_officer("PPAPP")
    assert client_of(ppapp).post(page_of("void", ended), {"reason": "Izin palsu"}).status_code == 302
    assert client_of(ppkukm).get(address("permits:record", her)).status_code == 404


def test_after_a_week_it_is_not_written_anew(ended, her, ppkukm):
    client = client_of(ppkukm)
    client.post(page_of("void", ended), {"reason": "Salah ketik nomor"})
    with time_machine.travel(today() + timedelta(days=8), tick=False):
        assert client_of(ppkukm).get(address("permits:record", her)).status_code == 404


def test_what_was_typed_while_it_was_closed_is_kept(her, ppkukm):
    ppapp = factories.sudin_officer("PPAPP")
    until = today() + timedelta(days=9)
    referral = refer(her, "P4", to_sudin=Sudin.objects.get(pk="PPKUKM"), reason="NIB", ends_on=until, by=ppapp)
    client, form = client_of(ppkukm), address("permits:record", her)
    assert client.get(form).status_code == 200
    close(referral, by=factories.sudin_officer("PPKUKM"), result=Result.IMPOSSIBLE)

    answer = client.post(form, PERMIT)

    assert answer.status_code == 409
    assert "sudah berakhir" in answer.text
    assert PERMIT["number"] in answer.text
    assert not her.stage_records.filter(stage=StageCode.PERMIT).exists()
    assert client.get(form).status_code == 404
    assert client_of(factories.sudin_officer("KPKP")).post(form, PERMIT).status_code == 404


def test_the_api_shows_and_corrects_the_same(ended, her, ppkukm, client):
    api = calls_as(client, ppkukm)
    listed = [row["id"] for row in api.get("/api/v1/records/").json()["results"]]
    assert listed == [str(ended.public_id)]
    path = f"/api/v1/participants/{her.public_id}/"
    assert api.get(path).status_code == 404

    def send(where, body):
        return api.post(where, body, content_type="application/json", headers={"Idempotency-Key": str(uuid4())})

    right = {"kind": "nib", "number": "9120009998887", "issuer": "OSS", "issued_on": "2026-11-02"}
    assert send(f"{path}stages/P4/", right).status_code == 404
    assert send(f"/api/v1/records/{ended.public_id}/void/", {"reason": "Salah ketik"}).status_code == 200
    assert send(f"{path}stages/P5/", {"reason": "x"}).status_code in (400, 403, 422)
    assert send(f"{path}stages/P4/", right).status_code == 201
    assert send(f"{path}stages/P4/", right).status_code == 404
