"""Places and offices to read: regions, sudin and their target lines."""

import django_filters
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.viewsets import GenericViewSet

from foundation.viewsets import KeysetPagination
from offices.models import Region, Sudin, TargetLine
from offices.regions import Level, RegionQuerySet

LEVELS = {"kota": Level.KOTA, "kecamatan": Level.KECAMATAN, "kelurahan": Level.KELURAHAN}


class RegionSerializer(serializers.ModelSerializer):
    successor = serializers.CharField(source="successor_id", allow_null=True, read_only=True)

    class Meta:
        model = Region
        fields = ["code", "name", "starts_on", "ends_on", "successor"]
        read_only_fields = fields


class RegionFilter(django_filters.FilterSet):
    inside = django_filters.CharFilter(field_name="code", lookup_expr="startswith", max_length=13, label="Kode induk")
    level = django_filters.ChoiceFilter(
        choices=[(word, level.label) for word, level in LEVELS.items()], method="of_level", label="Tingkat"
    )

    class Meta:
        model = Region
        fields: list[str] = []

    def of_level(self, queryset: RegionQuerySet, name: str, value: str) -> RegionQuerySet:
        return queryset.filter(level=LEVELS[value])


class RegionViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """Wilayah menurut kode Kemendagri; wilayah di dalam wilayah lain berawalan kode yang sama."""

    queryset = Region.objects.all()
    serializer_class = RegionSerializer
    permission_classes = [IsAuthenticated]
    pagination_class = KeysetPagination
    filterset_class = RegionFilter
    order = ("code",)
    lookup_value_regex = r"[0-9.]{2,13}"


class TargetLineSerializer(serializers.ModelSerializer):
    class Meta:
        model = TargetLine
        fields = ["code", "name"]


class SudinSerializer(serializers.ModelSerializer):
    lines = TargetLineSerializer(many=True, read_only=True)

    class Meta:
        model = Sudin
        fields = ["code", "name", "short_name", "aliases", "lines"]
        read_only_fields = fields


class SudinViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """Enam suku dinas dan lini targetnya."""

    queryset = Sudin.objects.prefetch_related("lines")
    serializer_class = SudinSerializer
    permission_classes = [IsAuthenticated]
    pagination_class = None
    lookup_value_regex = r"[A-Z]{2,20}"
