"""Making user accounts, and taking them out of use."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from accounts import links
from foundation.errors import NotAllowed, Refused
from offices.roles import Act
from offices.users import User


@transaction.atomic
def add(username: str, full_name: str, *, by: User) -> tuple[User, str]:
    """A user without rights and without password, and the token of the one-time link to pass on.

    Raises Refused when the name is taken; capitals make no difference.
    """
    by.scope.require(Act.MANAGE_ACCOUNTS)
    user = _create(username, full_name)
    return user, links.make(user, by=by)


def _create(username: str, full_name: str) -> User:
    try:
        with transaction.atomic():
            if User.objects.filter(username__iexact=username).exists():
                raise IntegrityError
            return User.objects.create_user(username.lower(), full_name)
    except IntegrityError as error:
        raise Refused("Nama pengguna ini sudah dipakai. Pilih nama lain.") from error


@transaction.atomic
def disable(user: User, *, by: User) -> None:
    """No sign-in and no further request; duties stay as they are. Nobody disables their own account.

    What was issued so far has ended for good: enabled again, the user signs in anew.
    """
    _require(user, by)
    _end_all_issued(user)
    User.objects.filter(pk=user.pk).update(is_active=False)


@transaction.atomic
def enable(user: User, *, by: User) -> None:
    """Let a disabled user in again, with password and duties as they were."""
    _require(user, by)
    User.objects.filter(pk=user.pk).update(is_active=True)


@transaction.atomic
def new_link(user: User, *, by: User) -> str:
    """The token of a link by which the user sets a new password; the old password works until then.

    Sessions, tokens, recovery codes and links issued before end at once.
    """
    _require(user, by)
    if not user.is_active:
        raise Refused("Akun ini nonaktif. Aktifkan dahulu, lalu buat tautan.")
    _end_all_issued(user)
    return links.make(user, by=by)


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Forget app and recovery codes, for instance of a lost phone, and end all that was issued before.

    The user signs in with the password and sets up a new app to go on.
    """
    _require(user, by)
    _end_all_issued(user)
    Authenticator.objects.filter(user=user).delete()


def _end_all_issued(user: User) -> None:
    """A new epoch, and no recovery codes: what an administrator does on suspicion leaves no slip of paper that opens."""
    user.begin_epoch()
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()


def _require(user: User, by: User) -> None:
    """An administrator of the region of every duty the user has now, and not the user herself.

    Otherwise a link or a reset would be a way into rights that the administrator cannot give.
    """
    if user.pk == by.pk:
        raise Refused("Anda tidak dapat melakukan ini pada akun sendiri. Minta administrator lain.")
    by.scope.require(Act.MANAGE_ACCOUNTS)
    if not all(by.scope.may(Act.MANAGE_ACCOUNTS, region=duty.region_id) for duty in user.duties.not_over()):
        raise NotAllowed("Pengguna ini juga bertugas di luar wilayah Anda. Hubungi administrator wilayah itu.")
