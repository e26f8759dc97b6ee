import pytest
from django.test import Client

from tests.foundation import rooms


@pytest.fixture
def web(settings, client):
    """A client on the misbehaving addresses; it gets error pages as a browser does."""
    settings.ROOT_URLCONF = "tests.foundation.rooms"
    rooms.tries.clear()
    return Client(raise_request_exception=False)
