"""Bazaars that tests need, made through the verbs."""

from datetime import timedelta

from foundation.days import today
from offices.models import Region, Sudin
from participants.models import Business
from programs.activities import planning
from programs.bazaars import choosing
from programs.bazaars.models import Bazaar
from records.models import StageCode
from referrals.referring import refer
from tests import factories

YESTERDAY = today() - timedelta(days=1)


def values(**changes) -> dict:
    """What the verbs take for a bazaar of PPAPP that began yesterday and ends today."""
    return {
        "name": "Bazar Contoh",
        "sudin": Sudin.objects.get(pk="PPAPP"),
        "starts_on": YESTERDAY,
        "ends_on": today(),
        "place": "Halaman Contoh",
        "kelurahan": Region.objects.get(pk=factories.DURI_KEPA),
        "funding": "apbd",
        "stands": 30,
    } | changes


def bazaar(by, **changes) -> Bazaar:
    return planning.plan(Bazaar, by=by, **values(**changes))


def with_stands(by, people, **changes) -> Bazaar:
    """A bazaar where these people have stands, numbered in their order."""
    planned = bazaar(by, **changes)
    choosing.choose(planned, [person.public_id for person in people], by=by)
    planned.refresh_from_db()
    return planned


def trader(field="kuliner", **changes):
    """A participant of PPAPP registered long ago, with a business."""
    person = factories.participant("PPAPP", on=today() - timedelta(days=400), **changes)
    Business.objects.create(participant=person, name="Usaha Contoh", field=field, recorded_by=person.registered_by)
    return person


def referred(line="KPKP"):
    """A participant in another sudin's charge, referred to PPAPP for P5 by her own."""
    person = factories.participant(line, on=today() - timedelta(days=400), name="Contoh Rujukan")
    ours, until = Sudin.objects.get(pk="PPAPP"), today() + timedelta(days=30)
    refer(
        person, StageCode.MARKETING, to_sudin=ours, reason="Ikut bazar", ends_on=until, by=factories.sudin_officer(line)
    )
    return person


def stand_of(planned, person):
    return planned.exhibitors.present().get(participant=person)
