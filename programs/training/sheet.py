"""The sheet of a class at the door."""

from django.urls import reverse

from programs.activities.door import SheetKind
from programs.training.inviting import give_uninvited
from programs.training.models import TrainingClass

SHEET = SheetKind(
    "kelas",
    TrainingClass,
    url=lambda training_class, day: reverse("training:attendance", args=[training_class.public_id]),
    give=give_uninvited,
)
