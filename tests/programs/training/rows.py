"""Classes that tests need, made through the verbs."""

from datetime import timedelta

from foundation.days import today
from offices.models import Region, Sudin
from programs.activities import planning
from programs.training import inviting
from programs.training.models import TrainingClass
from tests import factories


def values(**changes) -> dict:
    """What the verbs take for a class of PPAPP, held today in Duri Kepa."""
    return {
        "sudin": Sudin.objects.get(pk="PPAPP"),
        "title": "Tata Boga",
        "kind": "reguler",
        "starts_on": today(),
        "ends_on": today(),
        "hours": "09.00–15.00",
        "place": "Balai Contoh",
        "kelurahan": Region.objects.get(pk=factories.DURI_KEPA),
        "trainer": "",
        "seats": 40,
    } | changes


def training_class(by, **changes) -> TrainingClass:
    return planning.plan(TrainingClass, by=by, **values(**changes))


def with_invitations(by, people, **changes) -> TrainingClass:
    """A class to which these people are invited."""
    planned = training_class(by, **changes)
    inviting.invite(planned, [person.public_id for person in people], by=by)
    planned.refresh_from_db()
    return planned


def invitations_of(planned, people) -> list:
    """The ids of the invitations of these people."""
    keys = [person.pk for person in people]
    return list(planned.invitations.filter(participant__in=keys).values_list("public_id", flat=True))


YESTERDAY = timedelta(days=1)
