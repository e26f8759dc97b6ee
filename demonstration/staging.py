"""Carrying the invented people into a passing table: encrypted here, copied in, then worked on as a set.

Nothing is copied straight into a table of the portal: what `sql/` inserts from here writes their history.
"""

import io
from collections.abc import Iterable
from itertools import accumulate, islice
from random import Random
from typing import Any
from zlib import crc32

from django.db.backends.utils import CursorWrapper

from demonstration.calendar import Registration
from demonstration.personas import Person
from foundation.encryption import encrypt
from offices.models import Region
from participants.models import Participant
from participants.numbers import SEQUENCE, formatted
from participants.registration import nik_index, phone_index

CITY = "31.73"
BATCH = 20_000
NULL = r"\N"

PERSON_TABLE = """
CREATE TEMP TABLE demo_person (
    id bigint, registration_number text, name text, nik bytea, nik_index bytea, kk bytea, sex text, birth_place text,
    birth_date date, phone bytea, phone_index bytea, ktp_address bytea, ktp_region text, domicile_address bytea,
    rt text, rw text, kelurahan_id text, line_id text, registered_on date, business text, field text
) ON COMMIT DROP
"""


def copy_people(cursor: CursorWrapper, coming: list[Registration], persons: Iterable[Person], chance: Random) -> None:
    """Fill `demo_person`: who, where and when, with the keys and numbers the portal would have given."""
    cursor.execute(PERSON_TABLE)
    ids = _next(cursor, "participants_participant_id_seq", len(coming))
    numbers = _next(cursor, SEQUENCE, len(coming))
    homes = _Homes(cursor.db.alias, chance)
    lines = (
        _line(one, person, formatted(one.on.year, number), identity, homes.draw(one.kecamatan))
        for one, person, identity, number in zip(coming, persons, ids, numbers, strict=True)
    )
    while batch := "".join(islice(lines, BATCH)):
        cursor.copy_expert("COPY demo_person FROM STDIN", io.StringIO(batch))
    cursor.execute("CREATE INDEX ON demo_person (id)")
    cursor.execute("ANALYZE demo_person")


def _next(cursor: CursorWrapper, sequence: str, count: int) -> list[int]:
    cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
    return [number for (number,) in cursor.fetchall()]


def _line(one: Registration, person: Person, number: str, identity: int, home: Region) -> str:
    """One row as COPY reads it. The values hold no tab, backslash or line break."""
    rt, rw = f"{crc32(person.nik.encode()) % 15 + 1:03d}", f"{crc32(person.kk.encode()) % 12 + 1:03d}"
    address = f"{person.address}, RT {rt}/RW {rw}"
    values = (
        identity,
        number,
        person.name,
        _sealed("nik", person.nik),
        _hex(nik_index(person.nik)),
        _sealed("kk", person.kk),
        person.sex,
        person.birth_place,
        person.birth_date,
        _sealed("phone", person.phone) if person.phone else NULL,
        _hex(phone_index(person.phone)) if person.phone else NULL,
        _sealed("ktp_address", address),
        f"{home.name}, Jakarta Barat",
        _sealed("domicile_address", address),
        rt,
        rw,
        home.pk,
        one.line,
        one.on,
        person.business,
        person.field,
    )
    return "\t".join(map(str, values)) + "\n"


def _sealed(field: str, value: str) -> str:
    """The value as the portal's own field would store it."""
    sealing: Any = Participant._meta.get_field(field)
    return _hex(encrypt(sealing.context, value.encode()))


def _hex(value: bytes) -> str:
    return rf"\\x{value.hex()}"


class _Homes:
    """Where people live: some kelurahan are larger than others."""

    def __init__(self, using: str, chance: Random):
        self.chance = chance
        regions = Region.objects.using(using).inside(CITY).kelurahan()
        self.everywhere = list(regions.filter(ends_on=None).order_by("code"))
        self.weights = list(accumulate(crc32(home.pk.encode()) % 100 + 40 for home in self.everywhere))

    def draw(self, kecamatan: str | None) -> Region:
        if kecamatan is None:
            return self.chance.choices(self.everywhere, cum_weights=self.weights)[0]
        inside = f"{CITY}.{kecamatan}."
        return self.chance.choice([home for home in self.everywhere if home.pk.startswith(inside)])
