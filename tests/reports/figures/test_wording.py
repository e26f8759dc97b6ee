"""What is counted has its word, and the page that explains a number says who counts."""

from datetime import date

import pytest

from records.models import Stage, StageCode
from reports.figures.question import Question
from reports.figures.spans import Span
from reports.figures.wording import definition, filters
from targets.models import Unit, unit_words
from tests import decisions

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
WORDS = {
    StageCode.MENTORING: "kunjungan", StageCode.PERMIT: "izin", StageCode.MARKETING: "hari bazar atau toko daring",
    StageCode.REPORTING: "laporan", StageCode.CAPITAL: "pinjaman",
}  # fmt: skip


@pytest.mark.parametrize(("stage", "words"), WORDS.items())
def test_records_have_the_word_of_their_stage_and_people_are_people(db, stage, words):
    counted = Question(YEAR, "31.73", stage, unit=Unit.RECORDS)

    assert (counted.unit_words, counted.replace(unit=Unit.PEOPLE).unit_words) == (words, "orang")
    assert decisions.TargetDecision(stage_id=stage, unit=Unit.RECORDS).unit_words == words
    assert Stage.objects.get(pk=stage).unit == words
    assert dict(filters(counted, None, None, {}))["Dihitung"] == f"{words.capitalize()} (setiap capaian)"


def test_of_all_stages_together_they_are_records():
    assert unit_words(Unit.RECORDS, None) == "catatan"


def test_an_address_of_before_still_asks_for_records():
    assert Question(YEAR, "31.73", StageCode.PERMIT, unit=Unit.RECORDS).params()["hitung"] == "catatan"


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("verified", [None, True, False])
def test_it_is_said_that_who_withdrew_counts_and_that_verified_is_todays(db, verified, unit):
    question = Question(YEAR, "31.73", StageCode.REGISTRATION, unit=unit, verified=verified)
    said = definition(question, Stage.objects.get(pk="P1"))

    assert "Yang kemudian mengundurkan diri tetap dihitung" in said
    assert ("hari ini, bukan" in said) == (verified is not None or unit == Unit.PEOPLE)


def test_of_a_stage_where_nobody_speaks_of_verifying_nothing_is_said_of_it(db):
    assert "erifikasi" not in definition(Question(YEAR, "31.73", StageCode.PERMIT), Stage.objects.get(pk="P4"))


def test_who_has_left_by_now_is_named_among_the_filters(db):
    question = Question(YEAR, "31.73", StageCode.PERMIT, withdrawn=True)

    assert "Yang kemudian mengundurkan diri" not in definition(question, Stage.objects.get(pk="P4"))
    assert dict(filters(question, None, None, {}))["Keadaan peserta"] == "Kini mengundurkan diri"
