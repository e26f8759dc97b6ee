"""Forms of the pages about users and duties."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from accounts.signing_in import LONGEST_PASSWORD
from foundation.days import today
from foundation.formfields import DayField, LineField
from foundation.forms import OnceForm, PortalForm
from foundation.horizons import BEGINNING, ENDING
from offices.duties import Duty
from offices.formfields import RegionField
from offices.regions import Region
from offices.roles import ROLE_TABLE, Act, Role
from offices.sudin import Sudin
from offices.users import User

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,79}$",
    "Gunakan 3 sampai 80 huruf kecil, angka, titik, atau tanda hubung, misalnya kelurahan.duri-kepa.",
)


class UserForm(OnceForm):
    """A new account."""

    username = LineField(80, label="Nama pengguna", help_text="Huruf kecil, misalnya kelurahan.duri-kepa.")
    full_name = LineField(120, label="Nama lengkap")

    def clean_username(self) -> str:
        name = self.cleaned_data["username"].lower()
        USERNAME(name)
        return name


class DutyForm(OnceForm):
    """A duty to give. Offers the regions and roles that the administrator may give."""

    role = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Role.choices])
    region = RegionField(label="Wilayah", empty_label="Pilih wilayah", help_text="Sesuai tingkat peran.")
    sudin = forms.ModelChoiceField(
        Sudin.objects.all(),
        label="Suku dinas",
        required=False,
        empty_label="Tanpa suku dinas",
        help_text="Hanya untuk petugas sudin, Kasudin, kasatlak, dan pendamping.",
    )
    starts_on = DayField(label="Mulai", within=BEGINNING)
    ends_on = DayField(
        label="Sampai",
        required=False,
        within=ENDING,
        help_text="Wajib untuk staf atas nama (a.n.); selain itu boleh dikosongkan.",
    )
    note = LineField(200, label="Keterangan", required=False, help_text="Misalnya nomor surat tugas.")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.queryset, region.label_from_instance = _regions_of(by), _region_label
        self.initial.setdefault("starts_on", today())

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class EndDutyForm(PortalForm):
    """When this duty ends; each has a form of its own on the user's page."""

    on = DayField(
        label="Hari terakhir",
        required=False,
        within=ENDING,
        help_text="Kosongkan untuk mengakhiri hak akses sekarang juga.",
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"%s-{duty.public_id}", **kwargs)
        self.duty = duty

    @property
    def values(self) -> dict[str, Any]:
        """The last day; a duty that ends at once had its last yesterday."""
        return {"on": self.cleaned_data["on"] or today() - timedelta(days=1)}


class NewPasswordForm(PortalForm):
    """A first or new password, by a one-time link."""

    password1 = forms.CharField(
        label="Kata sandi baru",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
        help_text="Paling sedikit 12 karakter. Beberapa kata yang mudah diingat lebih baik daripada satu kata rumit.",
    )
    password2 = forms.CharField(
        label="Ulangi kata sandi baru",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        if self.cleaned_data["password2"] != self.data.get("password1"):
            raise ValidationError("Kedua kata sandi tidak sama.")
        return self.cleaned_data["password2"]

    @property
    def values(self) -> dict[str, Any]:
        return {"password": self.cleaned_data["password1"]}


class UserFilter(PortalForm):
    """What a list of users is narrowed by."""

    q = LineField(80, label="Nama", required=False)
    role = forms.ChoiceField(label="Peran", required=False, choices=[("", "Semua peran"), *Role.choices])
    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Aktif dan nonaktif"), ("active", "Aktif"), ("disabled", "Nonaktif"), ("idle", "Tanpa tugas")],
    )


def _regions_of(by: User) -> QuerySet[Region]:
    """Regions of today within the administrator's reach, at the levels that some role asks for."""
    levels = {rule.level for rule in ROLE_TABLE.values()}
    return Region.objects.reached_by(by, Act.MANAGE_ACCOUNTS).offered().filter(level__in=levels)


def _region_label(region: Region) -> str:
    """Names repeat between kelurahan and kecamatan, so each says what it is."""
    return f"{region} ({region.code})"
