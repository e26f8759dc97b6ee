"""P4 over the API: a permit that was issued."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import LineSerializerField
from foundation.horizons import EXPIRING
from programs.permits.issuing import record_permit
from programs.permits.models import PermitKind
from records.api import CompletionSerializer, CompletionView, completion


class PermitSerializer(CompletionSerializer):
    kind = serializers.ChoiceField(choices=PermitKind.choices)
    number = LineSerializerField(max_length=40)
    issuer = LineSerializerField(max_length=120)
    issued_on = serializers.DateField()
    expires_on = serializers.DateField(required=False, allow_null=True, default=None, validators=[EXPIRING])

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["expires_on"] and given["expires_on"] <= given["issued_on"]:
            raise serializers.ValidationError({"expires_on": "Masa berlaku izin harus setelah tanggal terbit."})
        return given


class PermitView(CompletionView):
    serializer_class = PermitSerializer
    verb = staticmethod(record_permit)

    @completion(PermitSerializer)
    def post(self, request: Request, participant_id: UUID) -> Response:
        """Catat izin yang terbit; menyelesaikan P4."""
        return super().post(request, participant_id)
