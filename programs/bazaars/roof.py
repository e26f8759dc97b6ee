"""What the bazaars register with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act
from participants.errands import errands
from programs.activities.agenda import agendas
from programs.bazaars.models import BazaarDay
from programs.bazaars.sheet import SHEET
from programs.bazaars.worklist import BAZAARS
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """The bazaars, and on the person's page her days there."""
    navigation.register(NavigationEntry("Bazar", "bazaars:list", "shop", frozenset({Act.RUN_ACTIVITIES})))
    subjects.register(Subject(BazaarDay, StageCode.MARKETING, "bazaars/_panel.html", fetched="exhibitor__bazaar"))
    agendas.register(BAZAARS)
    errands.register(SHEET.errand)
