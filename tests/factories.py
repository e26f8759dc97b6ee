"""Rows that tests need, made through the verbs where there is one. Names and numbers are plainly synthetic."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from desk.registering.register import register
from foundation.days import today
from offices.models import Duty, Region, TargetLine, User
from offices.roles import ROLE_TABLE, Role
from participants.details import PersonDetails
from participants.identity import read_nik
from participants.registration import Place

_running = count(1)

DURI_KEPA = "31.73.05.1005"
KEDOYA_UTARA = "31.73.05.1006"
TOMANG = "31.73.02.1003"
MENTENG = "31.71.06.1001"
PASSWORD = "sandi-contoh-untuk-uji"


@cache
def _hashed() -> str:
    """Hashing costs a tenth of a second and more on purpose; once is enough."""
    return make_password(PASSWORD)


def user_with(role: Role, region: str = "31.73", sudin: str | None = None, **fields) -> User:
    """An officer with one duty that holds since the beginning of 2020."""
    number = next(_running)
    user = User.objects.create(
        username=f"uji.{role}.{number}", full_name=f"Petugas Uji {number}", password=_hashed(), **fields
    )
    give(user, role, region, sudin)
    return user


def give(user: User, role: Role, region: str = "31.73", sudin: str | None = None, **fields) -> Duty:
    """One more duty for this officer."""
    assert ROLE_TABLE[role].by_sudin == bool(sudin), "this role and this sudin do not go together"
    fields = {"starts_on": today().replace(year=2020, month=1, day=1)} | fields
    if ROLE_TABLE[role].stands_for:
        fields.setdefault("ends_on", today() + timedelta(days=30))
    user.__dict__.pop("scope", None)
    return Duty.objects.create(user=user, role=role, region_id=region, sudin_id=sudin, **fields)


def kelurahan_officer(region: str = DURI_KEPA) -> User:
    return user_with(Role.KELURAHAN, region)


def sudin_officer(sudin: str = "PPAPP", region: str = "31.73") -> User:
    return user_with(Role.SUDIN, region, sudin)


def fresh_nik(day: int = 52, month: int = 1, year: int = 90) -> str:
    """A NIK nobody has yet, in a kecamatan of Jakarta Barat; by default of a woman born on 12 January 1990."""
    return f"317305{day:02d}{month:02d}{year:02d}{next(_running):04d}"


COUNTER = {"channel": "kelurahan", "privacy_given": "dibacakan"}
"""What `register` wants of how somebody came."""


def details(kelurahan: str = DURI_KEPA, **changes) -> PersonDetails:
    """Who `fresh_nik` may be, living in that kelurahan."""
    known = {
        "name": f"Contoh Warga {next(_running)}",
        "sex": "P",
        "birth_place": "Jakarta",
        "birth_date": today().replace(year=1990, month=1, day=12),
        "phone": "+6281200000000",
        "ktp_address": "Jalan Contoh 1",
        "ktp_region": "Duri Kepa, Kebon Jeruk, Jakarta Barat",
        "domicile_address": "Jalan Contoh 1",
        "rt": "004",
        "rw": "011",
        "domicile_kelurahan": Region.objects.get(pk=kelurahan),
        "registrant_type": "pemula",
    }
    return PersonDetails(**(known | changes))


def known(person, **changes) -> PersonDetails:
    """What is stored of her, with some of it changed."""
    return replace(PersonDetails.of(person), **changes)


def place(line: str = "PPAPP", kelurahan: str = DURI_KEPA) -> Place:
    return Place(TargetLine.objects.get(pk=line), Region.objects.get(pk=kelurahan))


def participant(line: str = "PPAPP", kelurahan: str = DURI_KEPA, *, on=None, by=None, nik=None, **changes):
    """A registered participant; registered today by an officer of her kelurahan unless told otherwise."""
    return register(
        read_nik(nik or fresh_nik()),
        place(line, kelurahan),
        details(kelurahan, **changes),
        on=on or today(),
        by=by or kelurahan_officer(kelurahan),
        **COUNTER,
    )
