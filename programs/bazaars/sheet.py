"""The sheet of a bazaar's day at the door."""

from django.urls import reverse

from programs.activities.door import SheetKind
from programs.bazaars.choosing import give_uninvited
from programs.bazaars.models import Bazaar

SHEET = SheetKind(
    "bazar",
    Bazaar,
    url=lambda bazaar, day: reverse("bazaars:day", args=[bazaar.public_id, day.isoformat()]),
    give=give_uninvited,
)
