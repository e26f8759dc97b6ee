"""In whose name a benchmark asks: an officer of the largest sudin, over the whole city."""

from datetime import date
from typing import Any

CITY, SUDIN = "31.73", "PPKUKM"


def sudin_officer() -> Any:
    """The same officer however often one asks."""
    from foundation.history import recorded_as
    from offices.models import Duty, User
    from offices.roles import Role

    with recorded_as(label="tolok ukur"):
        user, made = User.objects.get_or_create(username="tolok.sudin", defaults={"full_name": "Tolok Ukur"})
        if made:
            Duty.objects.create(user=user, role=Role.SUDIN, region_id=CITY, sudin_id=SUDIN, starts_on=date(2020, 1, 1))
    return user
