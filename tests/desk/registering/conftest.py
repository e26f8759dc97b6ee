import pytest
from django.urls import reverse


@pytest.fixture
def address(draft):
    return reverse("registering:form", args=[draft.public_id])
