"""A class and a bazaar at whose door somebody stands, asked of both alike."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.days import today
from programs.activities.door import SheetKind
from programs.bazaars.sheet import SHEET as BAZAAR_SHEET
from programs.training.sheet import SHEET as CLASS_SHEET
from tests import factories
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as classes
from tests.sessions import client_of


@dataclass
class AtDoor:
    """An activity of today with one person on its list; `page` is its sheet, `officer` takes it."""

    held: Any
    officer: Any
    invited: Any
    sheet: SheetKind
    page: str
    detail: str

    @property
    def client(self):
        return client_of(self.officer)

    def row(self, person):
        """Her place on the list."""
        return self.held.listed(today()).get(participant=person)

    def typed(self, *ticked, **more) -> dict[str, Any]:
        """The sheet as it would be sent now, with these people ticked."""
        self.held.refresh_from_db()
        present = [str(self.row(person).public_id) for person in ticked]
        known = [str(key) for key in self.held.arrived(today()).values_list("public_id", flat=True)]
        return {"version": self.held.version, "present": present, "known": known} | more

    def there(self) -> int:
        """How many are recorded as present."""
        return self.held.listed(today()).filter(**self.came).count()

    @property
    def came(self) -> dict[str, bool]:
        return {"record__isnull": False} if self.sheet is CLASS_SHEET else {"days__record__isnull": False}

    @property
    def errand(self) -> str:
        return f"{self.sheet.name}.{self.held.public_id.hex}.{today().isoformat()}"


def at_door(kind: str) -> AtDoor:
    officer = factories.sudin_officer("PPAPP")
    if kind == "class":
        invited = factories.participant("PPAPP", name="Contoh Diundang")
        held, sheet = classes.with_invitations(officer, [invited]), CLASS_SHEET
    else:
        invited = bazaars.trader(name="Contoh Diundang")
        held, sheet = bazaars.with_stands(officer, [invited], stands=2), BAZAAR_SHEET
    room = "training" if kind == "class" else "bazaars"
    detail = reverse(f"{room}:detail", args=[held.public_id])
    return AtDoor(held, officer, invited, sheet, sheet.url(held, today()), detail)


def guest(name="Contoh Tamu", **more):
    """Somebody of PPAPP whom nobody has asked."""
    return bazaars.trader(name=name, **more)
