"""Signing in as tests do it: by force with the second factor shown, or through the front door."""

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.allauth_bridge import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from offices.users import User


def client_of(user: User, *, shown: bool = True, fresh: bool = True, **options: bool) -> Client:
    """A browser where this officer is signed in; `shown`: with the second factor that is needed; `fresh`: just now.

    `options` are those of Django's test client.
    """
    client = Client(**options)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    moment = timezone.now().timestamp() - (0 if fresh else 3600)
    records = [{"method": "password", "at": moment, "username": user.username}]
    if shown and user.scope.needs_second_factor:
        records.append({"method": "mfa", "at": moment, "id": authenticator_of(user).pk, "type": "totp"})
    session[METHODS], session[WHOSE] = records, str(user.pk)
    session.save()
    return client


def authenticator_of(user: User) -> Authenticator:
    """The officer's app, set up if there is none."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return row or TOTP.activate(user, generate_totp_secret()).instance


def code_of(user: User, steps: int = 0) -> str:
    """The code the app shows now, or shows some 30-second steps from now."""
    from allauth.mfa.utils import decrypt

    secret = decrypt(authenticator_of(user).data["secret"])
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))
