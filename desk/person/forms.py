"""Forms for what is already registered: corrections, businesses, reasons."""

from dataclasses import replace
from typing import Any

from desk.form_mixins import BusinessPart, PersonPart
from foundation.formfields import TextField
from foundation.forms import OnceForm, PortalForm, ReasonForm, VersionedForm
from participants.corrections import IDENTITY_FIELDS
from participants.details import PersonDetails
from participants.formfields import NikField
from participants.models import Business, Participant


class CorrectionForm(PersonPart, VersionedForm, ReasonForm):
    """Everything of a person that may be corrected. NIK and KK are not shown; left empty they stay."""

    nik = NikField(label="NIK baru", required=False, help_text="Kosongkan bila tidak berubah")

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        self.stored = PersonDetails.of(person)
        same = person.domicile_address == person.ktp_address
        shown = {"kk": None, "domicile_kelurahan": person.domicile_kelurahan_id, "same_address": same}
        initial = self.stored.values | shown
        super().__init__(*args, initial=initial, obj=person, **kwargs)
        self.offer_domiciles("Pilih kelurahan", stored=person.domicile_kelurahan_id)
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

    @property
    def values(self) -> dict[str, Any]:
        """What `corrections.edit` takes, the untouched KK as it is stored."""
        data, typed = self.cleaned_data, self.person()
        return {
            "details": replace(typed, kk=typed.kk or self.stored.kk),
            "nik": data.get("nik"),
            "version": data["version"],
            "reason": data["reason"],
        }


class AddBusinessForm(BusinessPart, OnceForm):
    """One more business."""

    @property
    def values(self) -> dict[str, Any]:
        """What `businesses.add_business` takes."""
        return {"details": self.business()}


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
        self.stored = business
        super().__init__(*args, initial=initial, obj=business, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """What `businesses.edit_business` takes; the capital, which is not asked here, as it is stored."""
        details = replace(self.business(), capital=self.stored.capital)
        return {"details": details, "version": self.cleaned_data["version"]}


class WhyForm(PortalForm):
    """A reason that must be written."""

    reason = TextField(300, label="Alasan")
