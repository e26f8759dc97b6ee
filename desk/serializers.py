"""What the API says of a participant, and what a registration over the API is made of."""

from typing import Any

from rest_framework import serializers

from desk.form_mixins import BusinessPart, PersonPart
from desk.registering.register import register
from foundation.api import (
    FormSerializerField,
    LineSerializerField,
    ListedSerializer,
    RupiahSerializerField,
    WholeNumberSerializerField,
)
from foundation.days import today
from offices.models import Region, TargetLine, User
from participants.businesses import MOST_WORKERS, Business
from participants.businesses import Field as BusinessField
from participants.details import BusinessDetails, PersonDetails
from participants.formfields import NikField
from participants.identity import check_birth_date, masked_nik
from participants.models import Participant
from participants.participants import CHANNELS, PrivacyNoticeGiven, RegistrantType, Sex
from participants.registration import Place

OPTIONAL = {"required": False, "allow_null": True, "default": None}


class ParticipantSerializer(ListedSerializer):
    """A participant as lists show her: the NIK masked; KK, phone, e-mail and addresses left out."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    nik = serializers.SerializerMethodField()
    kelurahan = serializers.CharField(source="kelurahan_id", read_only=True)
    line = serializers.CharField(source="line_id", read_only=True)
    line_is_proposed = serializers.BooleanField(read_only=True)

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
            "line_is_proposed",
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
    started_on = FormSerializerField(
        BusinessPart.base_fields["business_started"],
        required=False,
        allow_null=True,
        default=None,
        help_text="2021, 2021-03, atau 2021-03-05: sejauh yang diketahui.",
    )
    workers = WholeNumberSerializerField(min_value=0, max_value=MOST_WORKERS, default=0)
    capital = RupiahSerializerField(min_value=0, required=False, allow_null=True)
    monthly_turnover = RupiahSerializerField(min_value=0, required=False, allow_null=True)

    class Meta:
        model = Business
        fields = ["name", "field", "started_on", "workers", "capital", "monthly_turnover"]


class KelurahanField(serializers.SlugRelatedField):
    """A kelurahan of today, by its code; one that ended is named with what it is now."""

    default_error_messages = {"ended": "{kelurahan} sudah berakhir{words}; pilih kelurahan yang berlaku."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Region.objects.kelurahan(), **kwargs)

    def to_internal_value(self, data: Any) -> Region:
        kelurahan = super().to_internal_value(data)
        if kelurahan.has_ended:
            self.fail("ended", kelurahan=kelurahan, words=kelurahan.end_words)
        return kelurahan


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
