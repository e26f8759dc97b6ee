"""Pages of the administrator: users, links, duties."""

import re
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator

from foundation.days import today
from foundation.history import history_of
from offices.roles import ACT_WORDS, ROLE_TABLE, Role
from offices.users import User
from tests.factories import DURI_KEPA, MENTENG, TOMANG, give, kelurahan_officer, participant, user_with
from tests.sessions import authenticator_of, client_of

pytestmark = pytest.mark.django_db
USERS = "/sistem/pengguna/"


@pytest.fixture
def admin():
    return user_with(Role.ADMINISTRATOR)


@pytest.fixture
def officer():
    return kelurahan_officer()


@pytest.fixture
def client(admin):
    return client_of(admin)


def page_of(user, *verb):
    return "/".join([f"{USERS}{user.public_id}", *verb, ""])


def duty_form(**changes):
    return {"role": "kelurahan", "region": TOMANG, "starts_on": today().strftime("%d/%m/%Y")} | changes


def test_the_list_finds_by_name_role_and_state(client, officer):
    idle = User.objects.create_user("tanpa.tugas", "Orang Tanpa Tugas")

    def found(**filters):
        return {user.username for user in client.get(USERS, filters).context["page"].rows}

    assert officer.username in found(q=officer.username.upper())
    assert officer.username in found(role="kelurahan")
    assert officer.username not in found(role="camat")
    assert found(state="idle") == {idle.username}
    assert found(state="disabled") == set()


def test_a_new_user_has_no_rights_and_her_link_is_shown_once(client):
    shown = client.post(f"{USERS}tambah/", {"username": "Orang.Baru", "full_name": "Orang Baru"}, follow=True)
    address = re.search(r"/aktivasi/[\w-]+/", shown.content.decode())[0]
    user = User.objects.get(username="orang.baru")

    assert client.get(address).status_code == 200
    assert "/aktivasi/" not in client.get(page_of(user, "tautan")).content.decode()
    assert not user.has_usable_password()
    assert user.scope.duties == ()


def test_the_same_form_sent_twice_makes_one_user_and_its_link_still_waits(client):
    form = {"username": "orang.baru", "full_name": "Orang Baru", "once": str(uuid4())}

    client.post(f"{USERS}tambah/", form)
    again = client.post(f"{USERS}tambah/", form, follow=True)

    assert again.request["PATH_INFO"] == page_of(User.objects.get(username="orang.baru"), "tautan")
    assert "/aktivasi/" in again.content.decode()


def test_a_taken_name_is_refused_on_the_form_whatever_its_capitals(client, officer):
    answer = client.post(f"{USERS}tambah/", {"username": officer.username.upper(), "full_name": "Orang Lain"})

    assert answer.status_code == 409
    assert "sudah dipakai" in answer.content.decode()
    assert "Orang Lain" in answer.content.decode()


def test_her_page_lists_in_words_what_each_duty_allows(client, officer):
    page = client.get(page_of(officer)).content.decode()

    for act in ROLE_TABLE[Role.KELURAHAN].acts:
        assert ACT_WORDS[act] in page


def test_a_given_duty_shows_and_works(client, admin, officer):
    client.post(page_of(officer, "tugas"), duty_form(note="ST-12/2026"))

    duty = officer.duties.get(region_id=TOMANG)
    assert (duty.given_by, duty.note) == (admin, "ST-12/2026")
    assert "ST-12/2026" in client.get(page_of(officer)).content.decode()


def test_a_refused_duty_comes_back_with_what_was_typed(client, officer):
    answer = client.post(page_of(officer, "tugas"), duty_form(role="camat", note="Catatan saya"))

    assert answer.status_code == 409
    assert "Pilih wilayah yang sesuai" in answer.content.decode()
    assert "Catatan saya" in answer.content.decode()


def test_a_region_of_another_city_is_not_among_those_offered(client, officer):
    assert client.post(page_of(officer, "tugas"), duty_form(region=MENTENG)).status_code == 422
    assert not officer.duties.filter(region_id=MENTENG).exists()


def test_a_duty_ends_at_once_without_a_day(client, admin, officer):
    duty = officer.duties.get()

    client.post(page_of(officer, "tugas", str(duty.public_id), "akhiri"), {"on": ""})

    duty.refresh_from_db()
    assert duty.ends_on < today()
    assert duty.ended_by == admin


def test_a_last_day_that_cannot_be_read_is_asked_for_again_beside_its_duty(client, officer):
    duty = officer.duties.get()

    answer = client.post(page_of(officer, "tugas", str(duty.public_id), "akhiri"), {"on": "31/02/2026"})

    assert answer.status_code == 422
    assert "Tanggal ini tidak ada di kalender" in answer.content.decode()
    assert 'value="31/02/2026"' in answer.content.decode()
    assert officer.duties.get().ends_on is None


def test_ending_an_ended_duty_is_refused_on_the_page(client, officer):
    duty = officer.duties.get()
    address = page_of(officer, "tugas", str(duty.public_id), "akhiri")
    client.post(address, {"on": ""})

    answer = client.post(address, {"on": ""})

    assert (answer.status_code, "Tugas ini sudah berakhir" in answer.content.decode()) == (409, True)


def test_nobody_ends_an_own_duty_and_is_told_so(client, admin):
    duty = admin.duties.get()

    answer = client.post(page_of(admin, "tugas", str(duty.public_id), "akhiri"), {"on": ""})

    assert (answer.status_code, "mengakhiri tugas sendiri" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("verb", ["nonaktifkan", "aktifkan", "tautan/baru", "kode/hapus", "tugas"])
def test_weighty_acts_ask_for_a_fresh_proof_and_change_nothing_before(admin, officer, verb):
    stale = client_of(admin, fresh=False)
    before = history_of(officer).count()

    answer = stale.post(page_of(officer, verb), duty_form())

    assert answer.url.startswith("/masuk/ulang/")
    assert history_of(officer).count() == before
    assert officer.duties.count() == 1


def test_after_the_proof_the_act_that_waited_is_done(admin, officer):
    from tests.factories import PASSWORD

    stale = client_of(admin, fresh=False)
    asked = stale.post(page_of(officer, "tugas"), duty_form())

    stale.post(asked.url, {"password": PASSWORD})

    assert officer.duties.filter(region_id=TOMANG).exists()


def test_disabling_and_enabling(client, officer):
    client.post(page_of(officer, "nonaktifkan"))
    assert not User.objects.get(pk=officer.pk).is_active

    client.post(page_of(officer, "aktifkan"))
    assert User.objects.get(pk=officer.pk).is_active


def test_resetting_the_code_ends_what_her_sessions_had_shown_and_her_tokens(client):
    from accounts import tokens

    officer = user_with(Role.SUDIN, sudin="PPAPP")
    theirs = client_of(officer)
    tokens.issue(officer, "Program rekap")
    assert theirs.get("/akun/").status_code == 200

    client.post(page_of(officer, "kode", "hapus"))

    assert not Authenticator.objects.filter(user=officer).exists()
    assert theirs.get("/akun/").url.startswith("/masuk/?")
    assert not officer.api_tokens.valid().exists()


def test_a_session_that_showed_the_lost_phone_must_show_the_new_one(client):
    officer = user_with(Role.SUDIN, sudin="PPAPP")
    theirs = client_of(officer)
    client.post(page_of(officer, "kode", "hapus"))

    authenticator_of(officer)

    assert theirs.get("/akun/").url.startswith("/masuk/?")


@pytest.mark.parametrize("verb", ["nonaktifkan", "tautan/baru", "kode/hapus"])
def test_an_administrator_does_nothing_to_her_own_account(client, admin, verb):
    page = client.post(page_of(admin, verb))

    assert page.status_code == 409
    assert "akun sendiri" in page.content.decode()
    assert User.objects.get(pk=admin.pk).is_active
    assert Authenticator.objects.filter(user=admin).exists()


@pytest.mark.parametrize("verb", ["nonaktifkan", "tautan/baru", "kode/hapus"])
def test_a_user_who_works_in_another_city_too_is_not_hers_alone(client, verb):
    officer = kelurahan_officer()
    give(officer, Role.KELURAHAN, MENTENG)

    page = client.post(page_of(officer, verb))

    assert page.status_code == 403
    assert "di luar wilayah Anda" in page.content.decode()
    assert User.objects.get(pk=officer.pk).is_active
    assert not officer.password_links.exists()


def test_a_user_of_another_city_is_not_there(client):
    stranger = kelurahan_officer(MENTENG)

    there, nowhere = client.get(page_of(stranger)), client.get(f"{USERS}{uuid4()}/")

    assert (there.status_code, shown(there)) == (404, shown(nowhere))
    assert stranger not in client.get(USERS).context["page"].rows


def shown(answer):
    return answer.content.decode().replace(answer["X-Request-Id"], "")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_users(role):
    rule = ROLE_TABLE[role]
    place = {5: "31.73", 8: "31.73.05", 13: DURI_KEPA}[rule.level]
    client = client_of(user_with(role, place, "PPAPP" if rule.by_sudin else None))

    assert client.get(USERS).status_code == 403
    assert client.get(page_of(kelurahan_officer())).status_code == 403


def test_an_administrator_sees_no_participant(admin):
    from participants.models import Participant

    participant()

    assert not Participant.objects.visible_to(admin).exists()


def test_the_list_asks_the_database_as_often_for_many_users_as_for_few(client, django_assert_max_num_queries):
    client.get(USERS)
    for _ in range(3):
        kelurahan_officer()
    with django_assert_max_num_queries(14):
        client.get(USERS)
