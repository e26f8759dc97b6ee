"""P7 over the API: capital that was paid out. Applications and decisions are made in the portal."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import LineSerializerField, RupiahSerializerField
from programs.financing.deciding import apply
from programs.financing.models import FinancingKind
from records.api import CompletionSerializer, CompletionView, completion


class FinancingSerializer(CompletionSerializer):
    lender = LineSerializerField(max_length=120)
    kind = serializers.ChoiceField(choices=FinancingKind.choices)
    amount = RupiahSerializerField(min_value=1)
    applied_on = serializers.DateField()
    disbursed_on = serializers.DateField()
    note = LineSerializerField(max_length=300, required=False, default="", allow_blank=True)


class FinancingView(CompletionView):
    serializer_class = FinancingSerializer
    verb = staticmethod(apply)

    @completion(FinancingSerializer)
    def post(self, request: Request, participant_id: UUID) -> Response:
        """Catat permodalan yang sudah cair; menyelesaikan P7."""
        return super().post(request, participant_id)
