"""Forms for what is already registered: corrections, businesses, reasons."""

from typing import Any

from desk.form_mixins import PERSON, BusinessPart, PersonPart
from foundation.formfields import TextField
from foundation.forms import OnceForm, PortalForm, ReasonForm, VersionedForm
from offices.models import Region
from participants.corrections import IDENTITY_FIELDS
from participants.formfields import NikField
from participants.models import Business, Participant


class CorrectionForm(PersonPart, VersionedForm, ReasonForm):
    """Everything of a person that may be corrected. NIK and KK are not shown; left empty they stay."""

    nik = NikField(label="NIK baru", required=False, help_text="Kosongkan bila tidak berubah")
    reason = TextField(300, label="Alasan untuk melanjutkan", required=False)

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        self.stored = person
        shown = {name: getattr(person, name) for name in PERSON if name != "kk"}
        same = person.domicile_address == person.ktp_address
        initial = shown | {"domicile_kelurahan": person.domicile_kelurahan_id, "same_address": same}
        super().__init__(*args, initial=initial, obj=person, **kwargs)
        self.offer_domiciles("Pilih kelurahan")
        self.fields["domicile_kelurahan"].required = True
        self.fields["kk"].help_text = (
            "Sudah terisi; kosongkan bila tidak berubah" if person.kk else "16 angka; boleh menyusul"
        )
        if person.is_identity_locked:
            del self.fields["nik"]
            for name in self.fields.keys() & set(IDENTITY_FIELDS):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        self.check_address()
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Fields of Participant for `corrections.edit`, the untouched KK as it is stored."""
        values = self.person() | {"domicile_kelurahan": Region.objects.get(pk=self.cleaned_data["domicile_kelurahan"])}
        return values | {"kk": values["kk"] or self.stored.kk}


class AddBusinessForm(BusinessPart, OnceForm):
    """One more business."""


class BusinessForm(BusinessPart, VersionedForm):
    """A business that is known."""

    def __init__(self, *args: Any, business: Business, **kwargs: Any) -> None:
        initial = {
            "business_name": business.name,
            "business_field": business.field,
            "business_started": business.started_on,
            "business_workers": business.workers,
            "business_turnover": business.monthly_turnover,
        }
        super().__init__(*args, initial=initial, obj=business, **kwargs)


class WhyForm(PortalForm):
    """A reason that must be written."""

    reason = TextField(300, label="Alasan")
