"""One reason per save: by code or as text, kept in its words, whatever administrators do to the choices later."""

from datetime import timedelta

import pytest

from foundation import reasons
from foundation.days import today
from foundation.errors import Doubt, NeedsReason
from foundation.reasons import Reason, UsualReason, reason_kinds, settle

pytestmark = pytest.mark.django_db

NIB = Doubt("has_permit", "Belum NIB.")
EARLY = Doubt("early", "Mendahului pendaftaran.")


def test_every_kind_has_three_to_six_usual_reasons():
    for kind in reason_kinds:
        assert 3 <= UsualReason.objects.filter(kind=kind.key).count() <= 6, kind.key
    assert len(reason_kinds) > 8


def test_without_doubts_nothing_is_kept(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert settle([], "NIB sedang diurus") == Reason("", "")


@pytest.mark.parametrize("nothing", ["", "  ", "lainnya"])
def test_doubts_without_a_reason_are_refused(nothing):
    with pytest.raises(NeedsReason) as asked:
        settle([NIB, EARLY], nothing)
    assert asked.value.kinds == ["has_permit", "early"]


def test_a_code_is_kept_in_its_words_with_its_kind():
    assert settle([NIB, EARLY], "early-1") == Reason("Sudah dibina sebelum terdaftar", "early")


def test_text_is_kept_as_typed_with_the_first_kind_and_usual_words_with_their_own():
    assert settle([NIB, EARLY], " Kebakaran pasar ") == Reason("Kebakaran pasar", "has_permit")
    assert settle([NIB, EARLY], "Sudah dibina sebelum terdaftar").kind == "early"


def test_a_code_of_another_kind_answers_nothing():
    with pytest.raises(NeedsReason):
        settle([NIB], "early-1")


def test_one_that_ended_is_not_offered_and_still_counts_for_a_form_that_was_open():
    UsualReason.objects.filter(code="early-1").update(ends_on=today() - timedelta(days=1))

    assert "early-1" not in [one.code for one in reasons.offered(["early"])]
    assert settle([EARLY], "early-1").words == "Sudah dibina sebelum terdaftar"


def test_loading_again_leaves_what_administrators_made_of_them():
    UsualReason.objects.filter(kind="early").exclude(code="early-1").delete()
    UsualReason.objects.filter(code="early-1").update(words="Lain")
    reasons.load(reason_kinds)

    assert list(UsualReason.objects.filter(kind="early").values_list("words", flat=True)) == ["Lain"]
