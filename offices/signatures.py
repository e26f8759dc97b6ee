"""In whose name an officer acted: what pages and histories write beside her name."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from offices.duties import Duty
from offices.users import User


class Signatures:
    """The names of some officers, with "a.n. Lurah ..." for the days on which all their duties were in another's name."""

    def __init__(self, officers: Iterable[User]) -> None:
        self.duties: dict[int, list[Duty]] = defaultdict(list)
        for duty in Duty.objects.filter(user__in={officer.pk for officer in officers}).select_related("region"):
            self.duties[duty.user_id].append(duty)

    def of(self, officer: User, day: date) -> str:
        """Her name as it stands under what she did on that day."""
        words = self.in_the_name_of(officer, day)
        return f"{officer} ({words})" if words else str(officer)

    def in_the_name_of(self, officer: User, day: date) -> str:
        """Whom she stood in for on that day, if for nobody she acted by a duty of her own."""
        held = [duty for duty in self.duties[officer.pk] if duty.holds_on(day)]
        names = [duty.in_the_name_of for duty in held]
        return ", ".join(names) if names and all(names) else ""
