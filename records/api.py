"""Stage records over the API: listed, taken back, and (in each subject's `api.py`) made by that subject's verb."""

from collections.abc import Callable
from typing import Any, ClassVar, cast
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.api import BoundedJSONParser, LineSerializerField, ListedSerializer, UploadSerializerField
from foundation.viewsets import IDEMPOTENCY_KEY, OPTIONAL_KEY, ScopedViewSet, change_per_key, once_per_key
from participants.models import Participant
from participants.participants import UNLISTED
from records.completion import void
from records.models import Stage, StageDetail, StageRecord
from records.rights import recordable_people


class StageRecordSerializer(ListedSerializer):
    """One completion; a voided one says when and why."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    participant = serializers.UUIDField(source="participant.public_id", read_only=True)
    stage = serializers.CharField(source="stage_id", read_only=True)
    kelurahan = serializers.CharField(source="kelurahan_id", read_only=True)
    credited_line = serializers.CharField(source="credited_line_id", read_only=True)
    acting_sudin = serializers.CharField(source="acting_sudin_id", allow_null=True, read_only=True)

    class Meta:
        model = StageRecord
        fields = [
            "id",
            "participant",
            "stage",
            "occurred_on",
            "kelurahan",
            "credited_line",
            "acting_sudin",
            "source",
            "is_first",
            "recorded_at",
            "voided_at",
            "void_reason",
        ]
        read_only_fields = fields


class StageRecordFilter(django_filters.FilterSet):
    participant = django_filters.UUIDFilter(field_name="participant__public_id", label="Peserta")
    stage = django_filters.ModelChoiceFilter(queryset=Stage.objects.all(), label="Tahap")
    occurred_from = django_filters.DateFilter(field_name="occurred_on", lookup_expr="gte", label="Sejak")
    occurred_until = django_filters.DateFilter(field_name="occurred_on", lookup_expr="lte", label="Sampai")

    class Meta:
        model = StageRecord
        fields: list[str] = []


class VoidSerializer(serializers.Serializer):
    reason = LineSerializerField(max_length=300)


class StageRecordViewSet(ListModelMixin, ScopedViewSet):
    """Catatan tahap peserta yang terlihat oleh pemilik token."""

    queryset = StageRecord.objects.select_related("participant").defer(*(f"participant__{name}" for name in UNLISTED))
    serializer_class = StageRecordSerializer
    filterset_class = StageRecordFilter

    def get_queryset(self) -> QuerySet[StageRecord]:
        """Those on the pages: of people the owner of the token may see, and own ones. Figures are at /progress/."""
        return self.queryset.all().visible_to(self.request.user)

    @extend_schema(parameters=[OPTIONAL_KEY], request=VoidSerializer, responses=StageRecordSerializer)
    @action(detail=True, methods=["post"])
    def void(self, request: Request, id: str | None = None) -> Response:
        """Batalkan catatan dengan alasan. 409 untuk P1 atau yang sudah dibatalkan."""
        record, wanted = self.get_object(), VoidSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        change_per_key(request, lambda: void(record, by=request.user, **wanted.validated_data))
        record.refresh_from_db()
        return Response(StageRecordSerializer(record).data)


class CompletionSerializer(serializers.Serializer):
    """What every stage may ask for besides its own fields; the evidence comes as a part of multipart/form-data."""

    acting = serializers.CharField(max_length=20, required=False, allow_null=True, default=None)
    reason = LineSerializerField(max_length=300, required=False, default="", allow_blank=True)
    evidence = UploadSerializerField(required=False)


class CompletionView(APIView):
    """A subject's way to record its stage: `serializer_class` reads the call, `verb` makes the stage detail."""

    permission_classes = [IsAuthenticated]
    parser_classes = [BoundedJSONParser, MultiPartParser]
    serializer_class: ClassVar[type[CompletionSerializer]]
    verb: ClassVar[Callable[..., StageDetail]]

    def post(self, request: Request, participant_id: UUID) -> Response:
        """The stage record made, or made by an earlier call with this key; 409 where a reason is needed."""
        person = get_object_or_404(recordable_people(request.user), public_id=participant_id)
        wanted = self.serializer_class(data=request.data)
        wanted.is_valid(raise_exception=True)
        made = once_per_key(request, lambda: self._record(person, wanted.validated_data))
        key = made.public_id if isinstance(made, StageRecord) else cast(UUID, made)
        record = StageRecord.objects.select_related("participant").get(participant=person, public_id=key)
        return Response(StageRecordSerializer(record).data, status=status.HTTP_201_CREATED)

    def _record(self, person: Participant, details: dict[str, Any]) -> StageRecord:
        """The stage record behind the stage detail that the verb made."""
        record = type(self).verb(person, by=self.request.user, **details).record
        if record is None:
            raise AssertionError("a completed stage has its record")
        return record


def completion(serializer: type[CompletionSerializer]) -> Callable:
    """How the schema describes a subject's `post`: as JSON, or as a form with the evidence."""
    bare = type(serializer.__name__.replace("Serializer", "JsonSerializer"), (serializer,), {"evidence": None})
    request = {"application/json": bare, "multipart/form-data": serializer}
    return extend_schema(request=request, parameters=[IDEMPOTENCY_KEY], responses={201: StageRecordSerializer})
