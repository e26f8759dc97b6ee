"""Giving duties and ending them: the only way to rights."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from foundation.days import today
from foundation.errors import Refused
from offices.duties import Duty
from offices.regions import Region
from offices.roles import ROLE_TABLE, Act, Role
from offices.sudin import Sudin
from offices.users import User


@transaction.atomic
def give(
    user: User,
    role: Role,
    region: Region,
    *,
    by: User,
    sudin: Sudin | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> Duty:
    """Give the user this role there, from today unless a day is named, until further notice or a day.

    Raises NotAllowed outside the giver's region; Refused for the giver's own account, for a region of the wrong level,
    for a sudin where the role has none (or the reverse), and for a duty the user has already.
    """
    by.scope.require(Act.MANAGE_ACCOUNTS, region=region.code)
    if user.pk == by.pk:
        raise Refused("Anda tidak dapat memberi tugas kepada diri sendiri. Minta administrator lain.")
    _check_place(role, region, sudin)
    duty = Duty(user=user, role=role, region=region, sudin=sudin, note=note, given_by=by)
    duty.starts_on, duty.ends_on = starts_on or today(), ends_on
    if ends_on and ends_on < duty.starts_on:
        raise Refused("Tanggal akhir tugas mendahului tanggal mulainya.")
    return _save(duty)


@transaction.atomic
def end(duty: Duty, *, on: date, by: User) -> Duty:
    """Let that day be the duty's last; a day before today ends its rights at once. An ended duty stays as it was."""
    by.scope.require(Act.MANAGE_ACCOUNTS, region=duty.region_id)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("region", "sudin").get(pk=duty.pk)
    if duty.user_id == by.pk:
        raise Refused("Anda tidak dapat mengakhiri tugas sendiri. Minta administrator lain.")
    if duty.ends_on and duty.ends_on < today():
        raise Refused("Tugas ini sudah berakhir.")
    duty.ends_on, duty.ended_by = max(on, duty.starts_on - timedelta(days=1)), by
    return _save(duty)


def _check_place(role: Role, region: Region, sudin: Sudin | None) -> None:
    rule = ROLE_TABLE[role]
    if region.level != rule.level:
        raise Refused(f"Peran {role.label} diberikan untuk satu {rule.level.label.lower()}. Pilih wilayah yang sesuai.")
    if rule.by_sudin and sudin is None:
        raise Refused(f"Peran {role.label} harus disertai suku dinas.")
    if sudin is not None and not rule.by_sudin:
        raise Refused(f"Peran {role.label} tidak terikat pada suku dinas. Kosongkan suku dinas.")


def _save(duty: Duty) -> Duty:
    """Store it, or say in the constraint's own sentence why not."""
    try:
        duty.validate_constraints()
        with transaction.atomic():
            duty.save()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise Refused("Tugas yang sama sudah diberikan untuk masa itu.") from error
    return duty
