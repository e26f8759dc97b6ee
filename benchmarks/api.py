"""A page of a hundred over the API, against its query alone and against a plain ModelSerializer."""

from typing import Any

from benchmarks.city import City
from benchmarks.figures import Ratio, side_by_side
from benchmarks.officers import sudin_officer

PAIRS, ROWS = 15, 100


def measure(town: City) -> list[Ratio]:
    """Both serializers must answer the same."""
    town.open()
    from rest_framework import serializers

    from desk.api import ParticipantViewSet
    from desk.serializers import ParticipantSerializer
    from participants.models import Participant

    class Usual(ParticipantSerializer):
        to_representation = serializers.ModelSerializer.to_representation

    people = Participant.objects.visible_to(sudin_officer())
    order = ParticipantViewSet.order

    def rows() -> list[Any]:
        return list(people.listed().order_by(*order)[:ROWS])

    def query() -> list[Any]:
        return list(people.listed().order_by(*order).values_list(*_columns())[:ROWS])

    def answered(serializer: Any) -> list[Any]:
        return [dict(row) for row in serializer(rows(), many=True).data]

    if answered(ParticipantSerializer) != answered(Usual):
        raise AssertionError("Jawaban berbeda.")
    ours: Any = (lambda: answered(ParticipantSerializer), query)
    usual: Any = (lambda: answered(ParticipantSerializer), lambda: answered(Usual))
    mine, query_alone = side_by_side([ours] * PAIRS)
    settled, unsettled = side_by_side([usual] * PAIRS)
    return [
        Ratio(f"API, {ROWS} peserta (kami : kuerinya)", mine, query_alone, "s", 3, at_least=False),
        Ratio(f"API, {ROWS} peserta (ModelSerializer : kami)", unsettled, settled, "s", 1, at_least=True),
    ]


def _columns() -> list[str]:
    """What the query fetches of a row, without making anything of it."""
    from participants.participants import UNLISTED, Participant

    return [field.attname for field in Participant._meta.concrete_fields if field.name not in UNLISTED]
