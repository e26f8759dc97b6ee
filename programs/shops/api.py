"""P5 over the API: a shop on a marketplace. Attendance at bazaars is taken in the portal."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api import FormSerializerField, LineSerializerField
from programs.shops.forms import ShopForm
from programs.shops.opening import record_shop
from records.api import CompletionSerializer, CompletionView, completion


class ShopSerializer(CompletionSerializer):
    channel = LineSerializerField(max_length=60)
    url = FormSerializerField(ShopForm.base_fields["url"])
    opened_on = serializers.DateField()


class ShopView(CompletionView):
    serializer_class = ShopSerializer
    verb = staticmethod(record_shop)

    @completion(ShopSerializer)
    def post(self, request: Request, participant_id: UUID) -> Response:
        """Catat toko daring; menyelesaikan P5."""
        return super().post(request, participant_id)
