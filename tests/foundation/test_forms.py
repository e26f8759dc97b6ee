import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from foundation.errors import Doubt, FieldConflict, NeedsReason, Refused, Stale
from foundation.formfields import LineField, WholeNumberField
from foundation.forms import OnceForm, ReasonForm, VersionedForm


class EverythingForm(ReasonForm, VersionedForm, OnceForm):
    name = LineField(40, label="Nama")
    workers = WholeNumberField(label="Tenaga kerja", required=False)


def _sent(**changes):
    form = EverythingForm({"name": "Siti", "version": "3", "once": str(uuid4()), **changes})
    assert form.is_valid(), form.errors
    return form


def test_a_fresh_form_carries_a_key_of_its_own():
    first, second = EverythingForm(), EverythingForm()
    assert first["once"].value() != second["once"].value()
    assert 'type="hidden" name="once"' in first.as_p()


def test_sent_again_the_form_keeps_its_key():
    key = uuid4()
    form = _sent(once=str(key))
    assert form.cleaned_data["once"] == key
    assert str(key) in form.as_p()


def test_the_same_content_has_the_same_hash_and_other_content_another():
    content = "name=Siti&version=3"
    first, again = (EverythingForm(QueryDict(f"{content}&once={uuid4()}")) for _ in range(2))
    assert first.content_hash() == again.content_hash()
    assert first.content_hash() != EverythingForm(QueryDict("name=Sita&version=3")).content_hash()


def test_another_file_or_another_person_is_other_content():
    typed = QueryDict("name=Siti&version=3")
    plain = EverythingForm(typed)
    first, again, other = (
        EverythingForm(typed, MultiValueDict({"evidence": [SimpleUploadedFile("bukti.pdf", content)]}))
        for content in (b"satu", b"satu", b"dua")
    )

    assert first.content_hash() == again.content_hash()
    assert len({form.content_hash() for form in (plain, first, other)}) == 3
    assert plain.content_hash("satu orang") != plain.content_hash("orang lain")


def test_a_form_of_a_row_carries_the_version_that_was_seen():
    class Row:
        version = 7

    assert EverythingForm(obj=Row())["version"].value() == 7
    assert _sent(version="7").cleaned_data["version"] == 7


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30])
def test_a_version_that_cannot_be_is_refused_by_the_form(version):
    assert not EverythingForm({"name": "Siti", "version": version}).is_valid()


def test_a_refusal_stands_on_the_form_and_what_was_typed_stays():
    form = _sent()
    form.add_refusal(Refused("Kelas ini penuh."))

    assert form.non_field_errors() == ["Kelas ini penuh."]
    assert 'value="Siti"' in form.as_p()


def test_a_lost_race_says_at_the_field_what_is_stored_now():
    form = _sent()
    form.add_refusal(
        Stale([FieldConflict("name", "nama", "Ani", "Siti"), FieldConflict("elsewhere", "lain", "x", "y")])
    )

    assert form.errors["name"] == ["Kini tersimpan: Ani"]
    assert "pengguna lain" in form.non_field_errors()[0]
    assert form.refusal.changes[1].field == "elsewhere"


@pytest.mark.parametrize(("refusal", "version"), [(Stale([]), "9"), (Refused("Kelas ini penuh."), "3")])
def test_only_a_lost_race_renews_the_version(refusal, version):
    class Row:
        version = 3

        def refresh_from_db(self):
            self.version = 9

    form = EverythingForm(QueryDict("name=Siti&version=3"), obj=Row())
    form.add_refusal(refusal)

    assert form["version"].value() == version


DOUBTS = [Doubt("has_permit", "tanpa NIB"), Doubt("early", "mendahului pendaftaran")]


@pytest.mark.django_db
def test_a_reason_is_asked_for_only_once_it_is_needed():
    form = _sent()
    assert 'type="hidden" name="reason"' in form.as_p()

    form.add_refusal(NeedsReason(DOUBTS))
    assert "reason" not in form.errors
    assert form.refusal.warnings == ["tanpa NIB", "mendahului pendaftaran"]
    assert form.as_p().count("<textarea") == 1


@pytest.mark.django_db
def test_a_reason_is_missed_only_after_it_was_asked_for():
    form = _sent(reason_kinds="has_permit early")
    form.add_refusal(NeedsReason(DOUBTS))

    assert form.errors["reason"] == ["Pilih alasannya."]


@pytest.mark.django_db
def test_the_usual_reasons_of_every_kind_that_warns_are_offered_and_no_others():
    form = _sent()
    form.add_refusal(NeedsReason(DOUBTS))

    codes = re.findall(r'value="([a-z_]+-\d)"', form.as_p())
    assert {code.partition("-")[0] for code in codes} == {"has_permit", "early"}
    assert 'value="lainnya"' in form.as_p()


@pytest.mark.django_db
def test_lainnya_alone_asks_for_text():
    form = _sent(reason="lainnya", reason_text="  Kebakaran pasar ", reason_kinds="early")
    assert form.cleaned_data["reason"] == "Kebakaran pasar"
    assert "Kebakaran pasar</textarea>" in form.as_p()

    bare = _sent(reason="lainnya", reason_text=" ", reason_kinds="early")
    bare.add_refusal(NeedsReason(DOUBTS))
    assert bare.errors["reason"] == ["Tulis alasannya."]


@pytest.mark.django_db
def test_a_reason_that_was_given_stays_chosen():
    page = _sent(reason="early-2", reason_kinds="early").as_p()

    assert re.search(r'value="early-2"\s+checked', page)
    assert page.count("checked") == 1


@pytest.mark.django_db
def test_of_a_kind_that_nobody_registered_only_text_is_offered():
    page = _sent(reason="Karena mendesak", reason_kinds="<script>").as_p()

    assert page.count('type="radio"') == 1
    assert "Karena mendesak</textarea>" in page
    assert "script" not in page
