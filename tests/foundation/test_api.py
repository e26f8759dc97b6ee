import io
from decimal import Decimal

import pytest
from rest_framework import serializers
from rest_framework.exceptions import ParseError

from foundation.api import (
    BoundedJSONParser,
    LineSerializerField,
    ListedSerializer,
    RupiahSerializerField,
    WholeNumberSerializerField,
    refusals,
)
from foundation.errors import Doubt, FieldConflict, Mismatch, NeedsReason, NotAllowed, Refused, Stale, TooMany
from offices.models import TargetLine


def _parse(text):
    return BoundedJSONParser().parse(io.BytesIO(text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20 + "]" * 20,
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"q": "a\\u0000b"}',
        '{"a\\u0000": 1}',
        '"\\ud800"',
        "NaN",
        "{",
        "9" * 5000,
    ],
    ids=["deep", "very deep", "deep objects", "nul", "nul in a name", "half a character", "nan", "cut off", "huge"],
)
def test_hostile_json_is_a_parse_error(text):
    with pytest.raises(ParseError):
        _parse(text)


def test_ordinary_json_is_read():
    assert _parse('{"name": "Siti", "stages": [{"on": "2026-05-04"}]}') == {
        "name": "Siti",
        "stages": [{"on": "2026-05-04"}],
    }


@pytest.mark.parametrize("said", ["15.000", "15000", 15_000])
def test_api_strings_are_read_as_in_the_forms(said):
    assert WholeNumberSerializerField().run_validation(said) == 15_000
    assert RupiahSerializerField().run_validation(said) == Decimal(15_000)


@pytest.mark.parametrize("said", ["15.0", "1,5", "x", True, None, [1]])
def test_what_is_no_whole_number_is_refused(said):
    with pytest.raises(serializers.ValidationError):
        WholeNumberSerializerField().run_validation(said)


def test_api_text_is_cleaned():
    assert LineSerializerField(max_length=20).run_validation(" Siti\u202e  Nur ") == "Siti Nur"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "body"),
    [
        (Refused("Penuh."), 409, {"code": "refused", "message": "Penuh."}),
        (NotAllowed("Tidak."), 403, {"code": "not_allowed", "message": "Tidak."}),
        (Mismatch(), 422, {"code": "mismatch"}),
        (TooMany(90), 429, {"code": "too_many"}),
        (
            NeedsReason([Doubt("has_permit", "tanpa NIB", ("Siti",))]),
            409,
            {"code": "needs_reason", "warnings": ["tanpa NIB"]},
        ),
        (Stale([FieldConflict("name", "nama", "A", "B")]), 409, {"code": "stale"}),
    ],
)
def test_a_refusal_is_translated_once(error, status, body):
    answer = refusals(error, {})

    assert answer.status_code == status
    assert body.items() <= answer.data.items()
    assert answer.data["message"]


def test_a_lost_race_shows_what_changed():
    answer = refusals(Stale([FieldConflict("name", "nama", "A", "B")]), {})
    assert answer.data["changes"] == [{"field": "name", "label": "nama", "theirs": "A", "yours": "B"}]


class _Told(serializers.ModelSerializer):
    sudin = serializers.CharField(source="sudin.name", read_only=True)
    shouted = serializers.SerializerMethodField()

    class Meta:
        model = TargetLine
        fields = ["code", "name", "sudin", "shouted", "position"]

    def get_shouted(self, line):
        return line.name.upper()


class _Listed(ListedSerializer, _Told):
    pass


def test_a_list_that_settles_its_fields_once_answers_what_a_usual_one_answers(db):
    lines = list(TargetLine.objects.select_related("sudin"))

    assert len(lines) > 3
    assert _Listed(lines, many=True).data == _Told(lines, many=True).data
    assert _Listed(lines[0]).data == _Told(lines[0]).data
