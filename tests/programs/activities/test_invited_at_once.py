"""Two officers invite at once, beyond the seats: neither is refused, and nobody is invited twice."""

from functools import partial

from foundation.history import recorded_as
from programs.training import inviting
from tests import factories
from tests.guarantees.test_races_stages import together
from tests.programs.training import rows


def test_two_officers_inviting_at_once_are_not_refused_and_invite_nobody_twice(committed):
    with recorded_as(label="uji"):
        officers = [factories.sudin_officer("PPAPP") for _ in range(2)]
        people = [factories.participant("PPAPP") for _ in range(6)]
        planned = rows.training_class(officers[0], seats=1)
    halves = people[:4], people[2:]

    def invite(officer, chosen):
        with recorded_as(officer):
            return inviting.invite(planned, [one.public_id for one in chosen], by=officer)

    answers = together(*(partial(invite, o, half) for o, half in zip(officers, halves, strict=True)))

    assert sorted(answers) == [2, 4]
    assert planned.invitations.count() == 6
