"""Participants over the API: the same verbs and the same scope as the pages."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Model
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from desk.choices import kelurahan_today
from desk.form_mixins import PersonPart
from desk.registering.register import register
from foundation.api import FormSerializerField, LineSerializerField, RupiahSerializerField, WholeNumberSerializerField
from foundation.days import today
from foundation.errors import NeedsReason, Refused
from foundation.viewsets import IDEMPOTENCY_KEY, ScopedViewSet, once_per_key
from offices.models import Region, TargetLine, User
from offices.regions import RegionQuerySet
from participants.access_log import AccessKind, note
from participants.businesses import MOST_WORKERS, Business, check_start
from participants.businesses import Field as BusinessField
from participants.details import BusinessDetails, PersonDetails
from participants.formfields import NikField
from participants.identity import check_birth_date, masked_nik
from participants.lookup import look_up
from participants.models import Participant
from participants.participants import CHANNELS, IdentityState, ParticipantState, PrivacyNoticeGiven, RegistrantType, Sex
from participants.registration import Place
from participants.verification import return_with_reason, verify

OPTIONAL = {"required": False, "allow_null": True, "default": None}


class ParticipantSerializer(serializers.ModelSerializer):
    """A participant as lists show her: the NIK masked; KK, phone, e-mail and addresses left out."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    nik = serializers.SerializerMethodField()
    kelurahan = serializers.CharField(source="kelurahan_id", read_only=True)
    line = serializers.CharField(source="line_id", read_only=True)

    class Meta:
        model = Participant
        fields = [
            "id",
            "registration_number",
            "name",
            "nik",
            "sex",
            "kelurahan",
            "line",
            "registrant_type",
            "state",
            "identity_state",
            "registered_on",
            "version",
        ]
        read_only_fields = fields

    def get_nik(self, participant: Participant) -> str:
        return masked_nik(participant.nik)


class BusinessSerializer(serializers.ModelSerializer):
    name = LineSerializerField(max_length=120)
    field = serializers.ChoiceField(choices=BusinessField.choices)
    started_on = serializers.DateField(required=False, allow_null=True, default=None, validators=[check_start])
    workers = WholeNumberSerializerField(min_value=0, max_value=MOST_WORKERS, default=0)
    capital = RupiahSerializerField(min_value=0, required=False, allow_null=True)
    monthly_turnover = RupiahSerializerField(min_value=0, required=False, allow_null=True)

    class Meta:
        model = Business
        fields = ["name", "field", "started_on", "workers", "capital", "monthly_turnover"]


class KelurahanField(serializers.SlugRelatedField):
    """A kelurahan of today, by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Region.objects.kelurahan(), **kwargs)

    def get_queryset(self) -> RegionQuerySet:
        return kelurahan_today()


def typed(name: str, **kwargs: Any) -> FormSerializerField:
    """The field of the page's form; what may be left out there may be null here."""
    return FormSerializerField(PersonPart.base_fields[name], **kwargs)


class RegistrationSerializer(serializers.Serializer):
    """What a registration asks for. `reason` answers the warnings of a 409 with code `needs_reason`."""

    nik = FormSerializerField(NikField())
    kk = typed("kk", **OPTIONAL)
    name = typed("name")
    sex = serializers.ChoiceField(choices=Sex.choices)
    birth_place = typed("birth_place")
    birth_date = serializers.DateField(validators=[check_birth_date])
    phone = typed("phone", **OPTIONAL)
    email = typed("email", **OPTIONAL)
    ktp_address = typed("ktp_address")
    ktp_region = typed("ktp_region")
    domicile_address = typed("domicile_address")
    rt = typed("rt")
    rw = typed("rw")
    domicile_kelurahan = KelurahanField()
    kelurahan = KelurahanField()
    line = serializers.SlugRelatedField(slug_field="code", queryset=TargetLine.objects.all())
    registrant_type = serializers.ChoiceField(choices=RegistrantType.choices)
    channel = serializers.ChoiceField(choices=CHANNELS)
    privacy_given = serializers.ChoiceField(choices=PrivacyNoticeGiven.choices)
    registered_on = serializers.DateField(required=False)
    acting_sudin = serializers.CharField(max_length=20, required=False, allow_null=True, default=None)
    reason = LineSerializerField(max_length=300, required=False, default="", allow_blank=True)
    business = BusinessSerializer(required=False, allow_null=True, default=None)

    def register(self, by: User) -> Participant:
        """Register her; raises what the verb raises."""
        given = self.validated_data
        return register(
            given["nik"],
            Place(given["line"], given["kelurahan"]),
            PersonDetails.among(given),
            on=given.get("registered_on") or today(),
            by=by,
            channel=given["channel"],
            privacy_given=given["privacy_given"],
            business=BusinessDetails(**given["business"]) if given["business"] else None,
            acting=given["acting_sudin"],
            identity_reason=given["reason"],
        )


class ReasonSerializer(serializers.Serializer):
    reason = LineSerializerField(max_length=300)


class ParticipantFilter(django_filters.FilterSet):
    kelurahan = django_filters.CharFilter(
        field_name="kelurahan__code", lookup_expr="startswith", max_length=13, label="Kode wilayah"
    )
    line = django_filters.ModelChoiceFilter(queryset=TargetLine.objects.all(), label="Lini target")
    state = django_filters.ChoiceFilter(choices=ParticipantState.choices, label="Keadaan")
    identity_state = django_filters.ChoiceFilter(choices=IdentityState.choices, label="Verifikasi")
    registered_from = django_filters.DateFilter(field_name="registered_on", lookup_expr="gte", label="Sejak")
    registered_until = django_filters.DateFilter(field_name="registered_on", lookup_expr="lte", label="Sampai")

    class Meta:
        model = Participant
        fields: list[str] = []


class ParticipantViewSet(ListModelMixin, RetrieveModelMixin, ScopedViewSet):
    """Peserta dalam jangkauan tugas pemilik token."""

    queryset = Participant.objects.listed()
    serializer_class = ParticipantSerializer
    filterset_class = ParticipantFilter
    order = ("-registered_on", "-id")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        participant = self.get_object()
        note(request.user, AccessKind.OPENED, participant, what="API")
        return Response(self.get_serializer(participant).data)

    @extend_schema(parameters=[IDEMPOTENCY_KEY], request=RegistrationSerializer, responses={201: ParticipantSerializer})
    def create(self, request: Request) -> Response:
        """Daftarkan peserta. 409 bila NIK sudah terdaftar atau perlu alasan; penolakan itu dihitung sebagai pemeriksaan NIK."""
        wanted = RegistrationSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        try:
            made = once_per_key(request, lambda: wanted.register(request.user))
        except (Refused, NeedsReason):  # it tells whether the NIK is taken
            look_up(wanted.validated_data["nik"], by=request.user)
            raise
        return self._answer(made, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=ParticipantSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, id: str | None = None) -> Response:
        """Nyatakan identitas terverifikasi. 409 bila tidak sedang menunggu verifikasi."""
        return self._answer(verify(self.get_object(), by=request.user))

    @extend_schema(request=ReasonSerializer, responses=ParticipantSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, id: str | None = None) -> Response:
        """Kembalikan pendaftaran dengan alasan."""
        wanted = ReasonSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        return self._answer(return_with_reason(self.get_object(), by=request.user, **wanted.validated_data))

    def _answer(self, made: Model | UUID, status_code: int = status.HTTP_200_OK) -> Response:
        """The participant as she is now, under today's scope, whether just made or made by an earlier call."""
        key = made.public_id if isinstance(made, Participant) else made
        participant = get_object_or_404(self.get_queryset(), public_id=key)
        return Response(ParticipantSerializer(participant).data, status=status_code)
