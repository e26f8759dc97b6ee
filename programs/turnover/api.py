"""P6 over the API: a month's turnover."""

from datetime import date
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import RupiahSerializerField
from programs.turnover.reporting import record_turnover
from records.api import CompletionSerializer, CompletionView, completion


class TurnoverSerializer(CompletionSerializer):
    month = serializers.DateField(help_text="Tanggal mana pun dalam bulan yang dilaporkan.")
    amount = RupiahSerializerField(min_value=0)

    def validate_month(self, day: date) -> date:
        return day.replace(day=1)


class TurnoverView(CompletionView):
    serializer_class = TurnoverSerializer
    verb = staticmethod(record_turnover)

    @completion(TurnoverSerializer)
    def post(self, request: Request, participant_id: UUID) -> Response:
        """Catat laporan omzet satu bulan; menyelesaikan P6."""
        return super().post(request, participant_id)
