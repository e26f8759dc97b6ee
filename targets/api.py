"""Target decisions to read: their lines, what these add up to, and what was published."""

from datetime import date

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin

from foundation.viewsets import ScopedViewSet
from targets.models import DecisionState, Target, TargetDecision, TargetDecisionQuerySet
from targets.sums import TargetTable


class TargetSerializer(serializers.ModelSerializer):
    line = serializers.CharField(source="line_id", allow_null=True, read_only=True)
    region = serializers.CharField(source="region_id", read_only=True)

    class Meta:
        model = Target
        fields = ["line", "region", "value", "due_on"]
        read_only_fields = fields


class SumsSerializer(serializers.Serializer):
    """`computed` is what the targets add up to; `difference` is computed less published, never mended."""

    computed = serializers.IntegerField()
    published = serializers.IntegerField(allow_null=True)
    difference = serializers.IntegerField(allow_null=True)


class TargetDecisionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", read_only=True)
    region = serializers.CharField(source="region_id", read_only=True)
    stage = serializers.CharField(source="stage_id", read_only=True)
    part_of = serializers.UUIDField(source="part_of.public_id", read_only=True, allow_null=True)
    unit_words = serializers.CharField(
        read_only=True, help_text="Yang dihitung: orang, atau sebutan capaian tahapnya (izin, laporan, …)."
    )
    targets = TargetSerializer(many=True, read_only=True)
    sums = serializers.SerializerMethodField()

    class Meta:
        model = TargetDecision
        fields = [
            "id",
            "title",
            "number",
            "source",
            "region",
            "stage",
            "unit",
            "unit_words",
            "starts_on",
            "due_on",
            "grace_days",
            "state",
            "part_of",
            "is_separate",
            "is_example",
            "targets",
            "sums",
        ]
        read_only_fields = fields

    @extend_schema_field(SumsSerializer)
    def get_sums(self, decision: TargetDecision) -> dict[str, int | None]:
        return SumsSerializer(TargetTable(decision, list(decision.targets.all())).sums()).data


class TargetDecisionFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=DecisionState.choices, label="Keadaan")
    holds_on = django_filters.DateFilter(method="holding_on", label="Berlaku pada tanggal")

    class Meta:
        model = TargetDecision
        fields: list[str] = []

    def holding_on(self, queryset: TargetDecisionQuerySet, name: str, day: date) -> TargetDecisionQuerySet:
        return queryset.holding_on(day)


class TargetDecisionViewSet(ListModelMixin, RetrieveModelMixin, ScopedViewSet):
    """Keputusan target yang boleh dilihat pemilik token."""

    queryset = TargetDecision.objects.select_related("part_of").prefetch_related("targets")
    serializer_class = TargetDecisionSerializer
    filterset_class = TargetDecisionFilter
    order = ("-starts_on", "-id")
