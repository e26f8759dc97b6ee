"""Who came without having been asked, at a class and at a bazaar: found, added, counted; nothing ticked is lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from foundation.days import today
from foundation.errors import Refused
from participants.models import AccessEntry, Participant
from programs.activities.adding import add
from records.models import StageRecord
from tests import factories
from tests.programs.activities import doors
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["class", "bazaar"])
def door(request):
    return doors.at_door(request.param)


def hit(person) -> str:
    """The button that adds her."""
    return f'name="add" value="{person.public_id}"'


def test_found_by_name_number_or_nik_she_may_be_added(door):
    her = doors.guest()

    for words in ("contoh tamu", her.registration_number, her.nik):
        answer = door.client.post(door.page, door.typed(who=words))
        assert answer.status_code == 200
        assert hit(her) in answer.text


def test_a_nik_stands_in_no_answer_and_looking_it_up_is_written_down(door):
    her = doors.guest()

    answer = door.client.post(door.page, door.typed(who=her.nik))

    assert her.nik not in answer.text
    assert AccessEntry.objects.filter(kind="checked_nik", user=door.officer, participant=her).count() == 1


def test_added_she_is_ticked_and_flagged_and_what_was_ticked_stays(door):
    her = doors.guest()

    answer = door.client.post(door.page, door.typed(door.invited, add=str(her.public_id)))

    assert answer.status_code == 200
    assert "Contoh Tamu ditambahkan" in answer.text
    assert answer.text.count('name="present"') == answer.text.count(" checked") == 2
    assert "Tanpa undangan" in answer.text
    assert door.row(her).uninvited_on == today()


def test_added_twice_from_one_sheet_she_is_there_once_and_the_sheet_is_not_stale(door):
    her, client = doors.guest(), door.client
    typed = door.typed(door.invited, add=str(her.public_id))

    for _ in range(2):
        answer = client.post(door.page, typed)

    assert door.held.listed(today()).filter(participant=her).count() == 1
    door.held.refresh_from_db()
    assert answer.context["form"]["version"].value() == str(door.held.version)


def test_two_officers_add_at_once_and_both_stay_and_neither_is_overlooked(door):
    mine, theirs = doors.guest("Contoh Satu"), doors.guest("Contoh Dua")
    opened = door.typed()
    for her in (mine, theirs):
        answer = door.client.post(door.page, opened | {"add": str(her.public_id)})

    assert {door.row(mine).uninvited_on, door.row(theirs).uninvited_on} == {today()}
    assert answer.text.count(" checked") == 2
    late = {"version": opened["version"], "present": [str(door.row(theirs).public_id)]}
    refused = door.client.post(door.page, late)
    assert refused.status_code == 409
    assert refused.text.count(" checked") == 2
    assert door.there() == 0


def test_saved_the_page_counts_invited_came_and_of_them_uninvited(door):
    her = doors.guest()
    door.client.post(door.page, door.typed(add=str(her.public_id)))

    answer = door.client.post(door.page, door.typed(door.invited, her, reason="NIB diurus"), follow=True)

    assert "2 hadir dari 1 " in answer.text
    assert "1 tanpa undangan" in answer.text
    assert StageRecord.objects.valid().filter(stage=door.held.stage).count() == 2


def test_what_the_stage_expects_is_shown_beside_her_and_asked_when_saving():
    door = doors.at_door("class")
    her = doors.guest()
    assert "belum NIB" in door.client.post(door.page, door.typed(who="contoh tamu")).text
    door.client.post(door.page, door.typed(add=str(her.public_id)))

    answer = door.client.post(door.page, door.typed(her))

    assert answer.status_code == 409
    assert 'name="reason"' in answer.text
    assert door.there() == 0


def test_somebody_else_s_person_is_not_found_by_name_and_of_her_nik_only_the_office_is_said(door):
    elsewhere = factories.participant("KPKP", name="Contoh Sudin Lain")
    assert "Tidak ada peserta dengan nama" in door.client.post(door.page, door.typed(who="Contoh Sudin Lain")).text

    answer = door.client.post(door.page, door.typed(who=elsewhere.nik)).text

    assert f"sudah terdaftar pada {elsewhere.line.sudin}" in answer
    assert "hubungi Suku Dinas" in answer
    assert elsewhere.name not in answer
    assert elsewhere.registration_number not in answer


def test_who_may_not_take_part_is_added_by_nobody(door):
    left = doors.guest("Contoh Mundur")
    Participant.objects.filter(pk=left.pk).update(state="withdrawn", state_reason="Pindah")
    assert hit(left) not in door.client.post(door.page, door.typed(who="Contoh Mundur")).text

    for key in (left.public_id, factories.participant("KPKP").public_id, uuid4()):
        answer = door.client.post(door.page, door.typed(door.invited, add=str(key)))
        assert answer.status_code == 409
        assert answer.text.count(" checked") == 1
    assert door.held.listed(today()).count() == 1


def test_who_is_on_the_list_is_said_to_be(door):
    answer = door.client.post(door.page, door.typed(who="Contoh Diundang")).text

    assert "sudah ada di daftar" in answer
    assert hit(door.invited) not in answer


def test_words_left_in_the_box_are_looked_for_before_anything_is_saved(door):
    her = doors.guest()

    answer = door.client.post(door.page, door.typed(door.invited, who="contoh tamu", reason="NIB diurus"))

    assert hit(her) in answer.text
    assert door.there() == 0
    assert answer.text.count(" checked") >= 1


def test_words_that_were_refused_once_do_not_stand_in_the_way_of_saving(door):
    refused = door.client.post(door.page, door.typed(door.invited, who="1234567890123456", pressed="seek")).text
    assert 'name="asked" value="1234567890123456"' in refused

    left = {"who": "1234567890123456", "asked": "1234567890123456", "reason": "NIB diurus"}
    assert door.client.post(door.page, door.typed(door.invited) | left).status_code == 302


@pytest.mark.parametrize("words", ["1234567890123456", "081234567890", "a@b.example", "   "])
def test_what_cannot_be_looked_for_is_told_and_the_ticks_stay(door, words):
    answer = door.client.post(door.page, door.typed(door.invited, who=words, pressed="seek"))

    assert answer.status_code in (409, 422)
    assert answer.text.count(" checked") == 1


def test_nobody_adds_before_the_day_or_for_another_sudin(door):
    stranger = client_of(factories.sudin_officer("KPKP"))
    assert stranger.post(door.page, door.typed(who="Contoh")).status_code == 404

    type(door.held).objects.filter(pk=door.held.pk).update(cancelled_at="2026-01-01T00:00Z", cancel_reason="Hujan")
    with pytest.raises(Refused, match="sudah dibatalkan"):
        add(door.held, today(), doors.guest().public_id, 1, by=door.officer, give=door.sheet.give)


def test_a_sheet_without_a_tick_asks_whether_nobody_came_and_is_then_done(door):
    answer = door.client.post(door.page, door.typed())
    assert answer.status_code == 422
    assert "Belum ada yang ditandai hadir" in answer.text

    assert door.client.post(door.page, door.typed(nobody="on")).status_code == 302

    assert door.there() == 0
    assert "Perbaiki" in door.client.get(door.detail).text


def test_nobody_and_somebody_at_once_is_asked_about(door):
    assert door.client.post(door.page, door.typed(door.invited, nobody="on")).status_code == 422


def test_not_registered_the_counter_leads_back_and_the_ticks_are_there(door):
    client = door.client
    answer = client.post(door.page, door.typed(door.invited, pressed="register"))
    assert answer.url == f"{reverse('registering:begin')}?untuk={door.errand}"
    assert door.held.word in client.get(answer.url).text

    back = client.get(door.page)

    assert "Isian yang belum disimpan dibuka lagi" in back.text
    assert back.text.count(" checked") == 1
    client.post(door.page, {"pressed": "discard"})
    assert client.get(door.page).text.count(" checked") == 0


def test_what_is_kept_is_this_officer_s_alone_and_gone_once_saved(door):
    client = door.client
    client.post(door.page, door.typed(door.invited, pressed="register"))
    assert door.client.get(door.page).text.count(" checked") == 0

    client.post(door.page, door.typed(door.invited, reason="NIB diurus"))

    assert "belum disimpan dibuka lagi" not in client.get(door.page).text


def test_a_class_drops_who_was_added_and_had_not_come():
    door = doors.at_door("class")
    her = doors.guest()
    door.client.post(door.page, door.typed(add=str(her.public_id)))

    door.client.post(door.page, door.typed(door.invited, reason="NIB diurus"))

    assert list(door.held.invitations.values_list("participant", flat=True)) == [door.invited.pk]


def test_at_a_bazaar_the_lowest_free_stand_is_hers_and_the_next_one_has_none():
    door = doors.at_door("bazaar")
    first, second = doors.guest("Contoh Satu"), doors.guest("Contoh Dua")
    for her in (first, second):
        door.client.post(door.page, door.typed(add=str(her.public_id)))

    assert (door.row(first).stand, door.row(second).stand) == (2, None)
    assert door.held.free() == 0
    page = door.client.get(door.page).text
    assert "Tanpa stan · Contoh Dua" in page
    assert door.client.get(door.detail).status_code == 200


def test_sales_typed_and_not_saved_stay_while_somebody_is_added():
    door = doors.at_door("bazaar")
    sold = {f"sales_{door.row(door.invited).public_id.hex}": "75.000"}

    answer = door.client.post(door.page, door.typed(door.invited, add=str(doors.guest().public_id)) | sold)

    assert 'value="75.000"' in answer.text
