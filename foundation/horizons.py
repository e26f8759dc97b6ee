"""Between which days a typed day can be meant. One outside is a slip of the finger, and is refused in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from foundation.days import long_date, today

EARLIEST = date(2000, 1, 1)
"""Nothing that is recorded happened earlier: permits are older than the programme, but not by decades."""
PROGRAMME_BEGAN = date(2018, 1, 1)
"""The year of Pergub 102/2018."""


@dataclass(frozen=True)
class Horizon:
    """A validator of days, for fields of forms and of the API alike: from `begins` to the end of a year from now."""

    begins: date
    years: int

    @property
    def ends(self) -> date:
        return date(today().year + self.years, 12, 31)

    def __call__(self, day: date, shown: Callable[[date], str] = long_date) -> None:
        """Raises ValidationError, saying between which days, for a day outside."""
        if not self.begins <= day <= self.ends:
            words = f"Isi antara {shown(self.begins)} dan {shown(self.ends)}. Periksa tahunnya."
            raise ValidationError(words, code="out_of_range")


PLANNED = Horizon(PROGRAMME_BEGAN, years=1)
"""What is held, or begins, on a day of the programme: to the end of next year."""
TARGETED = Horizon(PROGRAMME_BEGAN, years=10)
"""Until when a target is to be reached."""
BEGINNING = Horizon(EARLIEST, years=1)
"""From when a rule or a duty holds."""
ENDING = Horizon(EARLIEST, years=10)
"""Until when it holds, where that is known."""
EXPIRING = Horizon(EARLIEST, years=30)
"""Until when a paper of another office is valid: longer than any of them."""
