"""Progress figures over the API: the counting of the dashboards, within the scope of the token's owner."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.days import today, within_calendar
from foundation.filters import refuse_unknown
from offices.models import Region, Sudin, TargetLine
from records.models import Stage
from reports.figures.counting import KEYS, count
from reports.figures.freshness import freshness
from reports.figures.question import Question
from reports.figures.reading import reading
from reports.figures.spans import Span
from targets.models import Unit, unit_words

MOST_KEYS = 3


class ProgressQuery(serializers.Serializer):
    """Which figures. `by` names up to three keys to group by, separated by commas; without it, one total."""

    starts_on = serializers.DateField(required=False, validators=[within_calendar])
    ends_on = serializers.DateField(required=False, validators=[within_calendar])
    area = serializers.SlugRelatedField(slug_field="code", queryset=Region.objects.all(), required=False)
    stage = serializers.SlugRelatedField(slug_field="code", queryset=Stage.objects.all(), required=False)
    line = serializers.CharField(max_length=30, required=False, help_text="Kode lini atau sudin.")
    by = serializers.CharField(max_length=60, required=False, default="", help_text=f"Dari {', '.join(KEYS)}.")

    def validate_line(self, code: str) -> str:
        if not (TargetLine.objects.filter(pk=code).exists() or Sudin.objects.filter(pk=code).exists()):
            raise serializers.ValidationError("Lini atau sudin tidak dikenal.")
        return code

    def validate_by(self, text: str) -> list[str]:
        keys = [key for key in text.split(",") if key]
        if unknown := [key for key in keys if key not in KEYS]:
            raise serializers.ValidationError(f"Tidak dikenal: {', '.join(unknown)}.")
        if len(keys) > MOST_KEYS or len(set(keys)) < len(keys):
            raise serializers.ValidationError(f"Paling banyak {MOST_KEYS} kunci, masing-masing sekali.")
        return keys

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        given.setdefault("starts_on", today().replace(month=1, day=1))
        given.setdefault("ends_on", today())
        if given["ends_on"] < given["starts_on"]:
            raise serializers.ValidationError({"ends_on": "Tanggal akhir mendahului tanggal mulai."})
        return given

    def question(self) -> Question:
        """What is asked for, over all stages where none is named."""
        given = self.validated_data
        return Question(
            span=Span(given["starts_on"], given["ends_on"]),
            area=given["area"].pk if "area" in given else "",
            stage=given["stage"].pk if "stage" in given else None,
            lines=(given["line"],) if "line" in given else (),
        )


class ProgressRowSerializer(serializers.Serializer):
    key = serializers.ListField(child=serializers.CharField(), help_text="Nilai kunci menurut urutan `by`.")
    people = serializers.IntegerField(help_text="Orang: capaian pertama.")
    records = serializers.IntegerField(help_text="Setiap capaian yang sah; satuannya `records_are`.")
    records_are = serializers.CharField(help_text="Satuan `records`: izin, laporan, …; catatan bila tahapnya beragam.")


class ProgressSerializer(serializers.Serializer):
    as_of = serializers.DateTimeField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    by = serializers.ListField(child=serializers.CharField())
    rows = ProgressRowSerializer(many=True)


def _word(question: Question, by: list[str], key: tuple[Any, ...]) -> str:
    """What the records of a row are called: by its stage, where it has one."""
    return unit_words(Unit.RECORDS, dict(zip(by, key, strict=True)).get("stage", question.stage))


class ProgressView(APIView):
    """Angka capaian, tepat pada saat diminta. Tanpa `by`, satu baris; kunci tanpa catatan tidak dimuat."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        parameters=[ProgressQuery],
        responses=ProgressSerializer,
        operation_id="progress_retrieve",
    )
    def get(self, request: Request) -> Response:
        wanted = ProgressQuery(data=request.query_params)
        refuse_unknown(request.query_params, wanted.fields)
        wanted.is_valid(raise_exception=True)
        question, by = wanted.question(), wanted.validated_data["by"]
        with reading():
            moment = freshness().moment
            figures = count(request.user, question, *by)
        keyed = {(key,) if len(by) == 1 else key: found for key, found in sorted(figures.items())}
        rows = [
            {"key": key, "people": found.people, "records": found.records, "records_are": _word(question, by, key)}
            for key, found in keyed.items()
        ]
        answer = {"as_of": moment, "starts_on": question.span.starts_on, "ends_on": question.span.ends_on}
        return Response(ProgressSerializer(answer | {"by": by, "rows": rows}).data)
