"""Calling the API as an officer."""

from django.test import Client

from accounts import tokens
from offices.models import User


def calls_as(client: Client, officer: User) -> Client:
    """Let the client call with a fresh token of this officer."""
    _, secret = tokens.issue(officer, "uji")
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client
