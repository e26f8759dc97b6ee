"""Signing officers in for tests of pages, past the second factor where their role asks for one."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from offices.models import User


def signed_in(user: User, client: Client | None = None) -> Client:
    """A client whose session belongs to this officer and has shown her second factor."""
    client = client or Client()
    client.force_login(user)
    if user.scope.needs_second_factor:
        row, _ = Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        session = client.session
        shown = {"method": "mfa", "id": row.pk, "type": row.type, "at": time.time()}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client
