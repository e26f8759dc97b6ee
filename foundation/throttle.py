"""How often something may be asked. Counted in PostgreSQL: a lost Redis gives nobody new tries."""

import time

from django.db import connection, models

from foundation.encryption import blind_index
from foundation.errors import TooMany
from foundation.keeping import NoHistory


class Throttle(models.Model):
    """Tries of one kind by one asker in one period. The asker is stored as a keyed hash only."""

    history = NoHistory("Counts tries; no one's deed.")

    what = models.CharField(max_length=40)
    who = models.BinaryField(max_length=32)
    period = models.BigIntegerField()
    ends_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "who", "period"], name="one_count_per_period")]

    def __str__(self) -> str:
        return self.what


def throttle(what: str, who: object, limit: int, per_seconds: int) -> None:
    """Count one try; raise TooMany when more than `limit` were made in the running period of `per_seconds`."""
    moment = int(time.time())
    period = moment // per_seconds
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_throttle (what, who, period, ends_at, tries)"
            " VALUES (%s, %s, %s, to_timestamp(%s), 1)"
            " ON CONFLICT (what, who, period) DO UPDATE SET tries = foundation_throttle.tries + 1 RETURNING tries",
            [what, blind_index("throttle", str(who)), period, (period + 1) * per_seconds],
        )
        (tries,) = cursor.fetchone()
    if tries > limit:
        raise TooMany(wait_seconds=(period + 1) * per_seconds - moment)
