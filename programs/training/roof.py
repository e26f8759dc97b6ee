"""What training registers with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act
from participants.errands import errands
from programs.activities.agenda import agendas
from programs.training.models import Invitation
from programs.training.sheet import SHEET
from programs.training.worklist import CLASSES
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """The classes, and on the person's page those she came to."""
    navigation.register(NavigationEntry("Pelatihan", "training:list", "mortarboard", frozenset({Act.RUN_ACTIVITIES})))
    subjects.register(Subject(Invitation, StageCode.TRAINING, "training/_panel.html", fetched="training_class"))
    agendas.register(CLASSES)
    errands.register(SHEET.errand)
