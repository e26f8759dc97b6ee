"""What an officer may record is asked once, and costs nothing where a duty answers it."""

import pytest

from foundation.errors import NotAllowed
from offices.roles import Role
from records.models import StageCode
from records.rights import acting_choices, may_record, require_record, sudin_reaching
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant("PPAPP")


def test_for_people_in_charge_the_duty_answers_without_a_query(her, django_assert_num_queries):
    officer = factories.sudin_officer("PPAPP")
    assert officer.scope.duties

    with django_assert_num_queries(0):
        reaching = sudin_reaching([her], StageCode.PERMIT, officer)

    assert reaching == {her.pk: {"PPAPP"}}
    assert acting_choices(reaching) == set()


def test_for_others_referrals_are_asked_in_one_query(her, django_assert_num_queries):
    stranger = factories.sudin_officer("KPKP")
    assert stranger.scope.duties

    with django_assert_num_queries(1):
        assert not may_record(her, StageCode.PERMIT, stranger)
    with pytest.raises(NotAllowed, match=f"pencatatan P4 untuk peserta {her.registration_number}"):
        require_record(her, StageCode.PERMIT, stranger)


def test_a_kelurahan_officer_records_no_stage(her):
    assert not may_record(her, StageCode.PERMIT, factories.user_with(Role.KELURAHAN, factories.DURI_KEPA))
