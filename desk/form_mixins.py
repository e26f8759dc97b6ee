"""Parts of forms about a person: identity and contact, address, business. Registering and correcting share them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.choices import by_kecamatan, kelurahan_offered
from foundation.formfields import (
    DayField,
    LineField,
    PartialDayField,
    PhoneField,
    RupiahField,
    TextField,
    WholeNumberField,
)
from offices.models import Region
from participants.businesses import MOST_WORKERS, Field, Scale, check_start, scale_of
from participants.details import BusinessDetails, PersonDetails
from participants.formfields import FamilyCardField, NeighbourhoodField
from participants.identity import check_birth_date
from participants.participants import RegistrantType, Sex


class LongPicker(forms.Select):
    """A choice among very many: searchable where there is JavaScript."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-select": ""} | (attrs or {}), choices)


class PersonPart(forms.Form):
    """Who she is, how she is reached, where she lives."""

    name = LineField(120, label="Nama lengkap", help_text="Seperti tertulis pada KTP")
    kk = FamilyCardField(label="Nomor Kartu Keluarga", required=False, help_text="16 angka; boleh menyusul")
    sex = forms.ChoiceField(label="Jenis kelamin", choices=Sex.choices, widget=forms.RadioSelect)
    birth_place = LineField(80, label="Tempat lahir")
    birth_date = DayField(label="Tanggal lahir", validators=[check_birth_date])
    phone = PhoneField(
        label="Nomor HP (WhatsApp)", required=False, help_text="Dipakai untuk memberi tahu jadwal kegiatan"
    )
    email = forms.EmailField(
        label="Surel",
        required=False,
        max_length=120,
        error_messages={"invalid": "Tulis surel lengkap, misalnya nama@contoh.id."},
    )
    ktp_address = TextField(300, label="Alamat sesuai KTP", widget=forms.Textarea(attrs={"rows": 2}))
    ktp_region = LineField(160, label="Kelurahan, kecamatan, dan kota sesuai KTP")
    same_address = forms.BooleanField(label="Domisili sama dengan alamat KTP", required=False)
    domicile_address = TextField(300, label="Alamat domisili", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    rt = NeighbourhoodField(label="RT domisili")
    rw = NeighbourhoodField(label="RW domisili")
    domicile_kelurahan = forms.ChoiceField(label="Kelurahan domisili", required=False, widget=LongPicker)
    registrant_type = forms.ChoiceField(
        label="Jenis pendaftar", choices=RegistrantType.choices, widget=forms.RadioSelect
    )

    def offer_domiciles(self, blank: str, stored: str | None = None) -> None:
        """Every kelurahan of today, and the one that is stored; `blank` says what none of them means."""
        choices = by_kecamatan(list(kelurahan_offered(stored)))
        domicile: Any = self.fields["domicile_kelurahan"]
        domicile.choices = [("", blank), *choices]

    def check_address(self) -> None:
        """The domicile is the KTP address where the box is ticked; otherwise it must be written."""
        data = self.cleaned_data
        if data.get("same_address"):
            data["domicile_address"] = data.get("ktp_address", "")
        elif not data.get("domicile_address"):
            self.add_error("domicile_address", "Isi alamat domisili, atau centang “Domisili sama dengan alamat KTP”.")

    def person(self, lives_in: str = "") -> PersonDetails:
        """Who she is, as typed; she lives in the kelurahan with the code `lives_in` where the form names none."""
        code = self.cleaned_data["domicile_kelurahan"] or lives_in
        return PersonDetails.among(self.cleaned_data | {"domicile_kelurahan": Region.objects.get(pk=code)})


class BusinessPart(forms.Form):
    """One business. The names carry a prefix, so that they stand beside the person's."""

    business_name = LineField(120, label="Nama usaha")
    business_field = forms.ChoiceField(label="Bidang usaha", choices=[("", "Pilih bidang usaha"), *Field.choices])
    business_started = PartialDayField(
        label="Mulai usaha",
        required=False,
        validators=[check_start],
        help_text="Cukup tahunnya bila bulan atau tanggalnya tidak diketahui",
    )
    business_workers = WholeNumberField(label="Tenaga kerja", required=False, max_value=MOST_WORKERS, help_text="Orang")
    business_turnover = RupiahField(label="Omzet per bulan (Rp)", required=False)

    def business(self) -> BusinessDetails:
        """The business, as typed; the form asks for no capital."""
        data = self.cleaned_data
        return BusinessDetails(
            name=data["business_name"],
            field=data["business_field"],
            started_on=data["business_started"],
            workers=data["business_workers"] or 0,
            monthly_turnover=data["business_turnover"],
        )

    @property
    def scale(self) -> Scale | None:
        """What the turnover in the form comes to, as far as it can be read."""
        return scale_of_turnover(self["business_turnover"].value())


def scale_of_turnover(typed: Any) -> Scale | None:
    """The scale that twelve months of this turnover, as typed, come to; None where it cannot be read."""
    try:
        monthly = BusinessPart.base_fields["business_turnover"].clean(typed)
    except ValidationError:
        return None
    return scale_of(None, monthly)
