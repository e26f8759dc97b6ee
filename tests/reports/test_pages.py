"""Dashboards and the pages behind every number, through their addresses."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from foundation.days import now
from offices.roles import Role
from participants.leaving import withdraw
from participants.models import AccessEntry, Participant
from participants.verification import return_with_reason
from records.models import Source, Stage, StageRecord
from reports.figures import rollup
from reports.figures.models import ProgressCell
from tests import decisions, factories
from tests.factories import DURI_KEPA, TOMANG
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

ROLES = [
    (Role.PEREKONOMIAN, "31.73", None), (Role.WALIKOTA, "31.73", None), (Role.SUDIN, "31.73", "PPKUKM"),
    (Role.KASATLAK, "31.73.05", "PPAPP"), (Role.CAMAT, "31.73.05", None), (Role.LURAH, DURI_KEPA, None),
    (Role.KELURAHAN, DURI_KEPA, None),
]  # fmt: skip
FREE = {"mulai": "17/10/2022", "sampai": "24 Maret 2023"}


@pytest.fixture
def town(db):
    """Seven people in the period of the article and one before it, one of them credited elsewhere."""
    by = factories.user_with(Role.KELURAHAN, "31.73")
    for line, place in [("PPAPP", DURI_KEPA)] * 3 + [("PPKUKM.UKM", DURI_KEPA)] * 2 + [("KPKP", TOMANG)] * 2:
        factories.participant(line, place, on=date(2022, 11, 5), by=by)
    factories.participant("PPAPP", DURI_KEPA, on=date(2022, 10, 16), by=by)
    return by


def text(response) -> str:
    return " ".join(response.content.decode().split())


def rows(response) -> int:
    return text(response).count('<td data-label="Tahap">')


@pytest.mark.parametrize(("role", "region", "sudin"), ROLES)
def test_every_role_opens_the_dashboard_and_sees_its_part(town, role, region, sudin):
    client = client_of(factories.user_with(role, region, sudin))
    expected = {Role.SUDIN: 2, Role.KASATLAK: 3, Role.CAMAT: 5, Role.LURAH: 5, Role.KELURAHAN: 5}.get(role, 7)

    shown = client.get(reverse("board:start"), FREE)
    listed = client.get(reverse("lists:people"), FREE)

    assert shown.status_code == 200
    assert re.search(rf'class="figure-link"[^>]*>{expected}<', text(shown))
    if role == Role.PEREKONOMIAN:
        assert "Alasan membuka daftar nama" in text(listed)
    else:
        assert rows(listed) == expected


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DPO])
def test_roles_without_figures_get_403(db, role):
    client = client_of(factories.user_with(role))
    for name in ("board:start", "board:own", "figures:why", "lists:people", "exports:list"):
        assert client.get(reverse(name)).status_code == 403


def test_the_dashboard_opens_on_the_decision_that_holds_today_and_2020_is_a_choice_away(town, time_machine):
    old, new = decisions.of_2020(), decisions.of_2023()
    client = client_of(factories.user_with(Role.WALIKOTA))
    time_machine.move_to("2023-05-01T03:00:00Z", tick=False)
    client = client_of(factories.user_with(Role.WALIKOTA))

    assert client.get(reverse("board:start")).context["question"].decision == new
    shown = client.get(reverse("board:start"), {"keputusan": old.public_id})
    assert shown.context["question"].decision == old
    for words in ("15.430", "15.230", "Selisih", "sama dengan target Parekraf"):
        assert words in text(shown)


def test_a_partial_decision_counts_its_own_lines_only(town):
    decision = decisions.of_2023()
    by = factories.user_with(Role.KELURAHAN, "31.73")
    for line in ("PPAPP", "KPKP"):
        factories.participant(line, DURI_KEPA, on=date(2023, 5, 1), by=by)

    board = _board(decision)

    assert (board.headline.result, board.headline.target) == (1, 144)
    assert [row.name for row in board.lines] == ["PPAPP"]
    kebon_jeruk = next(row for row in board.areas if row.name == "Kebon Jeruk")
    assert (kebon_jeruk.result, kebon_jeruk.target) == (1, 18)
    assert board.has_area_targets
    assert board.areas_note == "Kecamatan: persen dari target. Kelurahan: realisasi, orang"
    assert not board.has_tile_targets  # 18 is the kecamatan's; its kelurahan are compared with each other


def _board(decision):
    client = client_of(factories.user_with(Role.WALIKOTA))
    return client.get(reverse("board:start"), {"keputusan": decision.public_id}).context["board"]


def test_a_filter_that_is_wrong_is_said_in_indonesian_and_shows_no_number(db):
    client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
    for wrong in (
        {"mulai": "13/25/2020", "sampai": "01/01/2021"},
        {"mulai": "02/01/2021", "sampai": "01/01/2021"},
        {"mulai": "02/01/2021"},
        {"wilayah": "31.73.02"},
        {"keputusan": str(uuid4())},
        {"tahap": "P9"},
    ):
        for name in ("board:start", "figures:why", "lists:people"):
            response = client.get(reverse(name), wrong)
            assert response.status_code == 422, wrong
            assert "figure-link" not in text(response)


def test_why_tells_definition_filter_moment_and_last_check(town):
    rollup.check()
    client = client_of(factories.user_with(Role.WALIKOTA))

    shown = text(client.get(reverse("figures:why"), FREE | {"lini": "PPAPP"}))

    for words in ("terverifikasi atau belum", "17 Oktober 2022 – 24 Maret 2023", "PPAPP", "Per tanggal", ": cocok."):
        assert words in shown
    fragment = client.get(reverse("figures:why"), FREE, headers={"HX-Request": "true"})
    assert "<html" not in text(fragment)


def test_why_says_how_many_have_left_by_now_and_opens_just_them(town):
    user = factories.user_with(Role.PEREKONOMIAN)
    client, gone = client_of(user), Participant.objects.filter(line="KPKP").first()
    assert "tidak seorang pun di antaranya" in text(client.get(reverse("figures:why"), FREE))
    withdraw(gone, by=factories.sudin_officer("KPKP"), reason="Pindah")

    shown = client.get(reverse("figures:why"), FREE)
    (asked, number) = shown.context["answer"].withdrawn.question, shown.context["answer"].withdrawn.result
    assert (number, asked.params()["mundur"]) == (1, "ya")
    assert "orang hari ini tercatat mengundurkan diri; tetap dihitung." in text(shown)
    assert "7 <small>orang</small>" in text(shown)

    why = client.get(asked.why_url)
    assert why.context["answer"].withdrawn is None
    assert "Kini mengundurkan diri" in text(why)
    board = client.get(asked.board_url).context["board"]
    assert (board.headline.result, board.headline.target) == (1, None)
    listed = client.post(asked.list_url, {"reason": "Permintaan wali kota"}, follow=True)
    assert (rows(listed), gone.name in text(listed)) == (1, True)


def test_records_have_their_word_beside_every_number(db):
    """On the board with its trend and what was done for others, in the list and as a file."""
    her, sudin = factories.participant("PPAPP", on=date(2022, 11, 5)), factories.sudin_officer("PPKUKM")
    StageRecord.objects.create(
        participant=her, stage_id="P4", occurred_on=date(2022, 11, 6), kelurahan_id=DURI_KEPA, is_first=True,
        credited_line_id="PPAPP", acting_sudin_id="PPKUKM", source=Source.PERMIT, recorded_by=sudin,
    )  # fmt: skip
    client, asked = client_of(sudin), FREE | {"tahap": "P4", "hitung": "catatan"}

    board = text(client.get(reverse("board:start"), asked))
    assert re.search(r"figure-link[^>]*>1<span[^>]*>, P4 Perizinan: mengapa angka ini\?</span></a> izin", board)
    assert board.count('<span class="sub">izin</span>') >= 2
    assert "catatan" not in re.sub(r"<[^>]*>", " ", board).replace("Catatan akses", "")
    listed = text(client.get(reverse("lists:people"), asked | {"pelaksana": "PPKUKM"}))
    assert "1 izin" in listed
    assert "Satu baris untuk setiap izin" in listed


def test_bagian_perekonomian_opens_names_after_a_reason_that_is_logged_for_just_that_list(town):
    user = factories.user_with(Role.PEREKONOMIAN)
    client, name = client_of(user), Participant.objects.filter(line="KPKP").first().name
    address = reverse("lists:people")
    assert name not in text(client.get(address, FREE))

    opened = client.post(f"{address}?mulai=17/10/2022&sampai=24/03/2023", {"reason": "Permintaan wali kota"})

    shown = client.get(opened.url)
    assert (rows(shown), name in text(shown)) == (7, True)
    entry = AccessEntry.objects.get(user=user)
    assert (entry.kind, entry.rows, entry.reason) == ("listed", 7, "Permintaan wali kota")
    assert "17 Oktober 2022" in entry.what
    assert "Alasan membuka" in text(client.get(address, FREE | {"lini": "KPKP"}))


def test_the_reason_opens_the_list_for_half_an_hour_and_this_session(town, time_machine):
    user = factories.user_with(Role.PEREKONOMIAN)
    client, address = client_of(user), reverse("lists:people") + "?mulai=17/10/2022&sampai=24/03/2023"
    opened = client.post(address, {"reason": "Uji coba portal"}).url
    assert "Alasan membuka" in text(client_of(user).get(opened))

    time_machine.move_to(now() + timedelta(minutes=25))
    assert rows(client.get(opened)) == 7
    time_machine.move_to(now() + timedelta(minutes=6))
    assert "Alasan membuka" in text(client.get(opened))


@pytest.mark.parametrize("reason", ["  ", "x", "Uji coba", "Permintaanwalikota"])
def test_without_a_clear_reason_nothing_opens_and_nothing_is_logged(town, reason):
    client = client_of(factories.user_with(Role.PEREKONOMIAN))
    response = client.post(reverse("lists:people") + "?mulai=17/10/2022&sampai=24/03/2023", {"reason": reason})
    assert response.status_code == 422
    assert not AccessEntry.objects.exists()


def test_the_wali_kota_sees_rows_but_no_names(town):
    shown = text(client_of(factories.user_with(Role.WALIKOTA)).get(reverse("lists:people"), FREE))

    assert "Peran Anda tidak membuka data orang" in shown
    assert not any(name in shown for name in Participant.objects.values_list("name", flat=True))


def test_a_person_who_moved_away_or_was_anonymised_is_a_row_without_a_name_that_says_why(town):
    moved, taken, anonymous, stays = Participant.objects.filter(kelurahan=DURI_KEPA, line="PPAPP")[:4]
    Participant.objects.filter(pk=moved.pk).update(kelurahan=TOMANG)
    Participant.objects.filter(pk=taken.pk).update(line="KPKP")
    Participant.objects.filter(pk=anonymous.pk).update(state="anonymised", state_reason="Masa simpan berakhir")
    client = client_of(factories.user_with(Role.KASATLAK, "31.73.05", "PPAPP"))

    shown = client.get(reverse("lists:people"), {"mulai": "01/10/2022", "sampai": "24/03/2023"})

    assert rows(shown) == 4
    assert stays.name in text(shown)
    assert not any(one.name in text(shown) for one in (moved, taken, anonymous))
    for words in ("Kini di luar wilayah tugas Anda", "Kini ditangani Sudin KPKP", "Data pribadi sudah dianonimkan"):
        assert words in text(shown)


def test_a_long_list_is_paged_and_every_row_comes_once(town, settings):
    Stage.objects.filter(pk="P3").update(unit="kunjungan")
    her = Participant.objects.first()
    StageRecord.objects.bulk_create(
        StageRecord(
            participant=her, stage_id="P3", occurred_on=date(2022, 11, 1 + n % 28), kelurahan_id=DURI_KEPA,
            credited_line_id="PPAPP", source=Source.VISIT, recorded_by=town, is_first=n == 0,
        )
        for n in range(120)
    )  # fmt: skip
    client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
    found, url = 0, reverse("lists:people") + "?tahap=P3&hitung=catatan&mulai=17/10/2022&sampai=24/03/2023"
    while url:
        page = client.get(url)
        found += rows(page)
        after = page.context["page"].next
        url = f"{url.split('&cursor')[0]}&cursor={after}" if after else ""

    assert found == page.context["answer"].number == 120


def test_a_sudin_sees_what_it_did_for_others_and_its_list(town):
    ppkukm = factories.sudin_officer("PPKUKM")
    her = Participant.objects.filter(line="PPAPP").first()
    StageRecord.objects.create(
        participant=her, stage_id="P4", occurred_on=date(2022, 12, 1), kelurahan_id=DURI_KEPA, credited_line_id="PPAPP",
        acting_sudin_id="PPKUKM", source=Source.PERMIT, recorded_by=ppkukm, is_first=True,
    )  # fmt: skip
    client = client_of(ppkukm)

    shown = client.get(reverse("board:start"), FREE)
    ((_, helped),) = shown.context["others"]

    assert [(row.stage.pk, row.line.pk, row.figure.records) for row in helped] == [("P4", "PPAPP", 1)]
    listed = client.get(helped[0].question.list_url)
    assert (rows(listed), "Kini ditangani Sudin PPAPP" in text(listed)) == (1, True)


def test_the_funnel_is_flow_and_says_why_a_share_passes_a_hundred(town):
    """One registered within the period, two reached P2 in it: one of them registered before."""
    officer = factories.sudin_officer("PPAPP")
    for her in [*Participant.objects.filter(registered_on="2022-10-16"), *Participant.objects.filter(line="KPKP")[:1]]:
        StageRecord.objects.create(
            participant=her, stage_id="P2", occurred_on=date(2022, 12, 1), kelurahan_id=DURI_KEPA,
            credited_line_id="PPAPP", source=Source.TRAINING_CLASS, recorded_by=officer, is_first=True,
        )  # fmt: skip
    factories.participant("PPAPP", DURI_KEPA, on=date(2022, 12, 2), by=town)
    client = client_of(factories.user_with(Role.WALIKOTA))

    shown = client.get(reverse("board:start"), {"mulai": "01/12/2022", "sampai": "31/12/2022"})

    first, second, third, *_ = shown.context["steps"]
    assert (first.people, second.people, second.of_first, third.people) == (1, 2, 200, 0)
    assert "Di atas 100 %: tahap tidak berurutan" in text(shown)
    assert not third.why_above


def test_a_difference_found_by_the_last_check_is_said_aloud(town):
    rollup.fold()
    ProgressCell.objects.filter(indicator="P1").update(people=99)
    rollup.check()

    shown = text(client_of(factories.user_with(Role.WALIKOTA)).get(reverse("board:start"), FREE))

    assert re.search(r"Semua angka dihitung ulang [^:]+: \d+ angka berbeda\.", shown)
    assert "angka tidak diperbaiki diam-diam" in shown


def test_the_dashboard_costs_the_same_with_more_people(town, django_assert_max_num_queries):
    client = client_of(factories.user_with(Role.PEREKONOMIAN))
    decision = decisions.of_2020()
    with django_assert_max_num_queries(34) as few:
        client.get(reverse("board:start"), {"keputusan": decision.public_id})
    for _ in range(5):
        factories.participant("SOSIAL", TOMANG, on=date(2020, 5, 1), by=town)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("board:start"), {"keputusan": decision.public_id})


def test_the_kelurahan_begins_with_registering_and_its_own_numbers(town):
    shown = text(client_of(factories.kelurahan_officer()).get(reverse("board:own")))

    assert shown.index("Daftarkan peserta</h2>") < shown.index("Terdaftar bulan ini")
    assert "Kelurahan Duri Kepa" in shown


def test_what_is_counted_from_the_beginning_says_so(town):
    client = client_of(factories.kelurahan_officer())
    unverified = client.get(reverse("board:own")).context["numbers"][-1][1]

    shown = text(client.get(unverified.why_url))

    assert "Sejak awal sampai" in shown
    assert "1 Januari 2000" not in shown


def test_the_kelurahan_sees_at_the_start_what_came_back(town):
    person = factories.participant("PPAPP")
    return_with_reason(person, by=factories.sudin_officer("PPAPP"), reason="Foto KTP buram")
    shown = text(client_of(factories.kelurahan_officer()).get(reverse("board:own")))

    assert person.name in shown
    assert "Foto KTP buram" in shown
    assert reverse("verifying:returned") in shown


def test_a_waiting_fold_is_said_and_the_number_is_right_all_the_same(town):
    shown = text(client_of(factories.user_with(Role.WALIKOTA)).get(reverse("board:start"), FREE))

    assert "Peringkasan belum berjalan. Angka di halaman ini tetap tepat." in shown
    assert re.search(r'class="figure-link"[^>]*>7<', shown)


@pytest.mark.parametrize("name", ["board:start", "figures:why", "lists:people"])
def test_a_day_beyond_the_calendar_is_a_mistake_in_the_filter(db, name):
    client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))

    assert client.get(reverse(name), FREE | {"sampai": "9999-12-31"}).status_code == 422
