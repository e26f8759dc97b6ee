"""What is known of a person and of a business: one shape for form, API and lists that come in."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from foundation.partial_days import PartialDay
from offices.models import Region

if TYPE_CHECKING:
    from participants.participants import Participant


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """Who she is besides her NIK, how she is reached, where she lives. Each stands in the field of that name of
    Participant; None is what may be unknown and is."""

    name: str
    sex: str
    birth_place: str
    birth_date: date
    registrant_type: str
    ktp_address: str
    ktp_region: str
    domicile_address: str
    rt: str
    rw: str
    domicile_kelurahan: Region
    kk: str | None = None
    phone: str | None = None
    email: str | None = None

    @classmethod
    def of(cls, person: "Participant") -> Self:
        """What is stored of her."""
        return cls(**{field.name: getattr(person, field.name) for field in fields(cls)})

    @classmethod
    def among(cls, given: Mapping[str, Any]) -> Self:
        """Those of the values given under these names; what may be unknown is None also where it came empty."""
        hers = {field.name: given[field.name] for field in fields(cls)}
        return cls(**hers | {name: hers[name] or None for name in ("kk", "phone", "email")})

    @property
    def values(self) -> dict[str, Any]:
        """Fields of Participant."""
        return _values(self)


@dataclass(frozen=True, kw_only=True)
class BusinessDetails:
    """One business of hers. Each stands in the field of that name of Business."""

    name: str
    field: str
    started_on: PartialDay | None = None
    workers: int = 0
    capital: Decimal | None = None
    monthly_turnover: Decimal | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Fields of Business."""
        return _values(self)


def _values(details: PersonDetails | BusinessDetails) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}
