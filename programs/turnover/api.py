"""P6 over the API: a month's turnover."""

from rest_framework import serializers

from foundation.api import RupiahSerializerField
from programs.turnover.reporting import record_turnover
from records.api import CompletionSerializer, CompletionView, completion


class TurnoverSerializer(CompletionSerializer):
    month = serializers.DateField(help_text="Tanggal mana pun dalam bulan yang dilaporkan.")
    amount = RupiahSerializerField(min_value=0)

    def validate_month(self, day):
        return day.replace(day=1)


class TurnoverView(CompletionView):
    serializer_class = TurnoverSerializer
    verb = staticmethod(record_turnover)

    @completion(TurnoverSerializer)
    def post(self, request, participant_id):
        """Catat laporan omzet satu bulan; menyelesaikan P6."""
        return super().post(request, participant_id)
