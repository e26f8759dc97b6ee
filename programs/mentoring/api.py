"""P3 over the API: a visit."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import LineSerializerField
from programs.mentoring.visiting import record_visit
from records.api import CompletionSerializer, CompletionView, completion


class VisitSerializer(CompletionSerializer):
    visited_on = serializers.DateField()
    mentor = LineSerializerField(max_length=120)
    place = LineSerializerField(max_length=160)
    note = LineSerializerField(max_length=2000)


class VisitView(CompletionView):
    serializer_class = VisitSerializer
    verb = staticmethod(record_visit)

    @completion(VisitSerializer)
    def post(self, request: Request, participant_id: UUID) -> Response:
        """Catat kunjungan pendampingan; menyelesaikan P3."""
        return super().post(request, participant_id)
