"""Participants over the API: the same verbs and the same scope as the pages."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Model
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from desk.serializers import ParticipantSerializer, ReasonSerializer, RegistrationSerializer
from foundation.errors import NeedsReason, Refused
from foundation.viewsets import IDEMPOTENCY_KEY, OPTIONAL_KEY, ScopedViewSet, change_per_key, once_per_key
from offices.models import TargetLine
from participants.access_log import AccessKind, note
from participants.lookup import look_up
from participants.models import Participant
from participants.participants import IdentityState, ParticipantQuerySet, ParticipantState
from participants.verification import return_with_reason, verify


class ParticipantFilter(django_filters.FilterSet):
    kelurahan = django_filters.CharFilter(method="within", max_length=13, label="Kode wilayah")
    line = django_filters.ModelChoiceFilter(queryset=TargetLine.objects.all(), label="Lini target")
    state = django_filters.ChoiceFilter(choices=ParticipantState.choices, label="Keadaan")
    identity_state = django_filters.ChoiceFilter(choices=IdentityState.choices, label="Verifikasi")
    registered_from = django_filters.DateFilter(field_name="registered_on", lookup_expr="gte", label="Sejak")
    registered_until = django_filters.DateFilter(field_name="registered_on", lookup_expr="lte", label="Sampai")

    class Meta:
        model = Participant
        fields: list[str] = []

    def within(self, people: ParticipantQuerySet, name: str, code: str) -> ParticipantQuerySet:
        return people.within(code)


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

    @extend_schema(parameters=[OPTIONAL_KEY], request=None, responses=ParticipantSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, id: str | None = None) -> Response:
        """Nyatakan identitas terverifikasi. 409 bila tidak sedang menunggu verifikasi."""
        person = self.get_object()
        return self._answer(change_per_key(request, lambda: verify(person, by=request.user)))

    @extend_schema(parameters=[OPTIONAL_KEY], request=ReasonSerializer, responses=ParticipantSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, id: str | None = None) -> Response:
        """Kembalikan pendaftaran dengan alasan."""
        person, wanted = self.get_object(), ReasonSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        told = {"by": request.user} | wanted.validated_data
        return self._answer(change_per_key(request, lambda: return_with_reason(person, **told)))

    def _answer(self, made: Model | UUID, status_code: int = status.HTTP_200_OK) -> Response:
        """The participant as she is now, under today's scope, whether just made or made by an earlier call."""
        key = made.public_id if isinstance(made, Participant) else made
        participant = get_object_or_404(self.get_queryset(), public_id=key)
        return Response(ParticipantSerializer(participant).data, status=status_code)
