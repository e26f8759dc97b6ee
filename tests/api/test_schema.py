"""Whatever is sent to the API, the answer is one the schema knows, and never an error of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from accounts import tokens
from foundation.history import recorded_as
from tests import factories

EXAMPLES = 25


@pytest.fixture
def api_schema(portal):
    return schemathesis.openapi.from_url(f"{portal}/api/v1/schema/?format=json")


@pytest.fixture
def secret(committed):
    """The token of an officer who may do most of what the API does, with somebody to do it to."""
    with recorded_as(label="uji"):
        officer = factories.sudin_officer()
        factories.participant()
        return tokens.issue(officer, "uji")[1]


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_input_ends_in_an_error_of_ours(case, secret):
    answer = case.call(headers={"Authorization": f"Bearer {secret}"})

    checks = [not_a_server_error]
    if answer.status_code < 300:
        checks.append(response_schema_conformance)
    case.validate_response(answer, checks=checks)
