"""What P2 expects stands beside the names before it is asked: in the picker, which filters by it, and on the sheet."""

import pytest

from participants.models import Participant
from records.expectations import expectations_of
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, address
from tests.programs.training import rows
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def ready(officer):
    her = factories.participant("PPAPP", on=EARLIER)
    client_of(officer).post(address("permits:record", her), FORMS["permits:record"][1] | {"kind": "nib"})
    return her


@pytest.fixture
def without():
    return factories.participant("PPAPP")


def choice(officer, held, lacks="") -> dict[Participant, list[str]]:
    """Whom the picker shows, each with what is written beside the name."""
    answer = client_of(officer).get(f"/pelatihan/{held.public_id}/undang/", {"lacks": lacks})
    return {row["person"]: [one.lacking for one in row["lacks"]] for row in answer.context["rows"]}


def test_the_picker_says_who_lacks_what(officer, ready, without):
    held = rows.training_class(officer)

    assert choice(officer, held) == {ready: [], without: ["belum NIB"]}
    assert "belum NIB" in client_of(officer).get(f"/pelatihan/{held.public_id}/undang/").content.decode()


def test_the_picker_shows_only_those_who_lack_it_or_who_lack_nothing(officer, ready, without):
    held, nib = rows.training_class(officer), expectations_of(["P2"])[0]

    assert list(choice(officer, held, str(nib.public_id))) == [without]
    assert list(choice(officer, held, "lengkap")) == [ready]


def test_the_sheet_says_it_beside_the_name(officer, ready, without):
    held = rows.with_invitations(officer, [ready, without])
    answer = client_of(officer).get(f"/pelatihan/{held.public_id}/hadir/")

    said = {row.participant_id: [one.lacking for one in lacks or []] for row, _, lacks in answer.context["rows"]}
    assert said == {ready.pk: [], without.pk: ["belum NIB"]}
    assert answer.content.decode().count("belum NIB") == 1
