"""The accounts of the demonstration: one for each way of looking at the city. They exist in demo mode only."""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from accounts.allauth_bridge import TOTP, generate_totp_secret
from foundation.days import today
from foundation.errors import Refused
from offices.duties import Duty
from offices.regions import Region
from offices.roles import ROLE_TABLE, Role
from offices.sudin import Sudin
from offices.users import User

SINCE = date(2020, 1, 1)
JAKARTA_BARAT, KEBON_JERUK, DURI_KEPA = "31.73", "31.73.05", "31.73.05.1005"


@dataclass(frozen=True)
class DemoAccount:
    """A demonstration account: user name, invented name of the officer, and the duty."""

    username: str
    full_name: str
    role: Role
    region: str
    sudin: str | None = None


ACCOUNTS = [
    DemoAccount("perekonomian", "Rina Contoh", Role.PEREKONOMIAN, JAKARTA_BARAT),
    DemoAccount("sekretaris", "Sekretaris Kota Contoh", Role.SEKRETARIS, JAKARTA_BARAT),
    DemoAccount("walikota", "Wali Kota Contoh", Role.WALIKOTA, JAKARTA_BARAT),
    DemoAccount("sudin.ppkukm", "Bagus Contoh", Role.SUDIN, JAKARTA_BARAT, "PPKUKM"),
    DemoAccount("sudin.ppapp", "Wulan Contoh", Role.SUDIN, JAKARTA_BARAT, "PPAPP"),
    DemoAccount("sudin.parekraf", "Dimas Contoh", Role.SUDIN, JAKARTA_BARAT, "PAREKRAF"),
    DemoAccount("sudin.sosial", "Laras Contoh", Role.SUDIN, JAKARTA_BARAT, "SOSIAL"),
    DemoAccount("sudin.nakertransgi", "Hendra Contoh", Role.SUDIN, JAKARTA_BARAT, "NAKERTRANSGI"),
    DemoAccount("sudin.kpkp", "Ratna Contoh", Role.SUDIN, JAKARTA_BARAT, "KPKP"),
    DemoAccount("kasudin.ppkukm", "Kasudin Contoh", Role.KASUDIN, JAKARTA_BARAT, "PPKUKM"),
    DemoAccount("kasatlak.ppapp.kebon-jeruk", "Sari Contoh", Role.KASATLAK, KEBON_JERUK, "PPAPP"),
    DemoAccount("kelurahan.duri-kepa", "Tono Contoh", Role.KELURAHAN, DURI_KEPA),
    DemoAccount("kecamatan.kebon-jeruk", "Yuni Contoh", Role.KECAMATAN, KEBON_JERUK),
    DemoAccount("camat.kebon-jeruk", "Camat Contoh", Role.CAMAT, KEBON_JERUK),
    DemoAccount("staf.lurah.duri-kepa", "Budi Contoh", Role.STAFF_LURAH, DURI_KEPA),
    DemoAccount("admin", "Admin Contoh", Role.ADMINISTRATOR, JAKARTA_BARAT),
    DemoAccount("dpo", "Pelindung Data Contoh", Role.DPO, JAKARTA_BARAT),
]


def accounts() -> list[tuple[str, str, str]]:
    """User name, role and place of every demonstration account, as the start of the portal prints them."""
    regions = Region.objects.in_bulk([account.region for account in ACCOUNTS])
    sudin = Sudin.objects.in_bulk()
    rows = []
    for account in ACCOUNTS:
        place = str(regions[account.region])
        where = f"{sudin[account.sudin]}, {place}" if account.sudin else place
        rows.append((account.username, account.role.label, where))
    return rows


@transaction.atomic
def make(password: str) -> None:
    """Make the accounts, or bring those that exist back to this password and their duty. Refused outside demo mode.

    Where the duty asks for a second factor there is an authenticator from the start; its code is shown on the page
    that asks for it.
    """
    if not settings.DEMO:
        raise Refused("Akun contoh hanya ada dalam mode contoh.")
    for account in ACCOUNTS:
        _make(account, password)


def _term(role: Role) -> dict[str, date]:
    """From when until when: since long ago, or for a year from today where somebody stands in."""
    if not ROLE_TABLE[role].stands_for:
        return {"starts_on": SINCE}
    return {"starts_on": today(), "ends_on": today() + timedelta(days=365)}


def _make(account: DemoAccount, password: str) -> None:
    user = User.objects.filter(username=account.username).first()
    if user is None:
        user = User.objects.create_user(account.username, account.full_name, password, is_demo=True)
    elif not user.is_demo:
        raise Refused(f"Nama {account.username} sudah dipakai akun sungguhan.")
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    place = {"role": account.role, "region_id": account.region, "sudin_id": account.sudin}
    if not user.duties.holding_on(today()).filter(**place).exists():
        Duty.objects.create(user=user, note="Akun contoh", **_term(account.role), **place)
    owed = user.scope.needs_second_factor
    if owed and not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
