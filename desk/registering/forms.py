"""The forms of the counter: the NIK, then everything about the person."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.choices import by_kecamatan, kelurahan_of, lines_of
from desk.form_mixins import BusinessPart, LongPicker, PersonPart
from foundation.days import today
from foundation.formfields import DayField
from foundation.forms import PortalForm, ReasonForm
from offices.models import Region, TargetLine, User
from offices.roles import Role
from participants.errands import LONGEST
from participants.formfields import NikField
from participants.participants import CHANNELS, Channel, PrivacyNoticeGiven
from participants.registration import WRONG_DAY, Place, can_be_registered_on

COUNTERS = {Role.KELURAHAN: Channel.KELURAHAN, Role.KECAMATAN: Channel.KECAMATAN}
"""Where somebody came to, who is registered by an officer of this role."""


class NikForm(PortalForm):
    """The first page: nothing but the number."""

    nik = NikField(
        label="NIK",
        help_text="16 angka pada KTP; spasi, titik, dan tanda hubung boleh ikut terketik",
        error_messages={"required": "Ketik NIK lebih dahulu."},
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class RegistrationForm(PersonPart, BusinessPart, ReasonForm):
    """Everything about a person at the counter. `officer` decides which kelurahan and lines are offered."""

    kelurahan = forms.ChoiceField(label="Kelurahan binaan", widget=LongPicker)
    line = forms.ChoiceField(label="Sudin pengampu")
    channel = forms.ChoiceField(label="Kanal pendaftaran")
    registered_on = DayField(label="Tanggal pendaftaran")
    acting = forms.ChoiceField(label="Atas nama sudin", required=False)
    errand = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    privacy_given = forms.ChoiceField(
        label="Pemberitahuan privasi disampaikan dengan cara",
        choices=PrivacyNoticeGiven.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, officer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("business_name", "business_field"):
            self.fields[name].required = False
        self.offer_domiciles("Sama dengan kelurahan binaan")
        self._offer("kelurahan", by_kecamatan(kelurahan_of(officer)), "Pilih kelurahan")
        self._offer("line", [(line.pk, str(line)) for line in lines_of(officer)], "Pilih sudin pengampu")
        self._offer_acting(officer)
        self.initial.setdefault("registered_on", today())
        self._offer("channel", CHANNELS, "Pilih kanal")
        for role, channel in COUNTERS.items():
            if any(duty.role == role for duty in officer.scope.duties):
                self.initial.setdefault("channel", channel)

    def clean_registered_on(self) -> date:
        day = self.cleaned_data["registered_on"]
        if day and not can_be_registered_on(day):
            raise ValidationError(WRONG_DAY)
        return day

    def clean(self) -> dict[str, Any]:
        self.check_address()
        data = self.cleaned_data
        if any(data.get(name) for name in data if name.startswith("business_")):
            for name, words in (("business_name", "Isi nama usaha."), ("business_field", "Pilih bidang usaha.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What `registering.register` takes besides the NIK."""
        data = self.cleaned_data
        return {
            "place": Place(TargetLine.objects.get(pk=data["line"]), Region.objects.get(pk=data["kelurahan"])),
            "details": self.person(lives_in=data["kelurahan"]),
            "on": data["registered_on"],
            "channel": data["channel"],
            "privacy_given": data["privacy_given"],
            "business": self.business() if data["business_name"] else None,
            "acting": data.get("acting") or None,
            "identity_reason": data["reason"],
        }

    def _offer(self, name: str, choices: list[Any], blank: str) -> None:
        """One possibility is chosen already; among several the officer chooses."""
        single = len(choices) == 1 and (not isinstance(choices[0][1], list) or len(choices[0][1]) == 1)
        field: Any = self.fields[name]
        field.choices = choices if single else [("", blank), *choices]

    def _offer_acting(self, officer: User) -> None:
        """Asked only of who works for several sudin."""
        codes = officer.scope.sudin_codes
        if len(codes) < 2:
            del self.fields["acting"]
            return
        sudin = {duty.sudin_id: str(duty.sudin) for duty in officer.scope.duties if duty.sudin_id}
        self._offer("acting", sorted(sudin.items()), "Pilih sudin pelaksana")


KEPT_FIELDS = {*RegistrationForm.base_fields, "reason_text", "reason_kinds"}
"""The fields that a draft keeps."""
