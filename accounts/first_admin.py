"""The first administrator of a new portal: made from the command line, because nobody can sign in yet."""

from django.db import transaction

from accounts import links
from foundation.days import today
from foundation.errors import Refused
from offices.duties import Duty
from offices.regions import Region
from offices.roles import ROLE_TABLE, Role
from offices.users import User


@transaction.atomic
def make(username: str, region: Region) -> str:
    """Give the name (a new or an existing account) the administrator's duty there; answers a one-time link's token.

    Also the way back when every administrator has lost password and phone: it needs the server, not the portal.
    """
    if region.level != ROLE_TABLE[Role.ADMINISTRATOR].level:
        raise Refused(f"Wilayah {region.code} bukan kota.")
    user = User.objects.filter(username__iexact=username).first() or User.objects.create_user(
        username.lower(), username
    )
    if not user.is_active:
        raise Refused("Akun ini nonaktif.")
    if not any(duty.role == Role.ADMINISTRATOR and duty.region_id == region.code for duty in user.scope.duties):
        Duty.objects.create(
            user=user, role=Role.ADMINISTRATOR, region=region, starts_on=today(), note="Perintah first_admin"
        )
    return links.make(user, by=None)
