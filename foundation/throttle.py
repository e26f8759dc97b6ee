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
    if count(what, who, per_seconds) > limit:
        raise TooMany(wait_seconds=_left(per_seconds))


def count(what: str, who: object, per_seconds: int) -> int:
    """Count one try; answers how many were made in the running period, this one included."""
    period = int(time.time()) // per_seconds
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_throttle (what, who, period, ends_at, tries)"
            " VALUES (%s, %s, %s, to_timestamp(%s), 1)"
            " ON CONFLICT (what, who, period) DO UPDATE SET tries = foundation_throttle.tries + 1 RETURNING tries",
            [what, _hashed(who), period, (period + 1) * per_seconds],
        )
        return cursor.fetchone()[0]


def refuse_beyond(what: str, who: object, limit: int, per_seconds: int) -> None:
    """Raise TooMany where `limit` were counted in the running period already; asking counts nothing."""
    period = int(time.time()) // per_seconds
    if Throttle.objects.filter(what=what, who=_hashed(who), period=period, tries__gte=limit).exists():
        raise TooMany(wait_seconds=_left(per_seconds))


def _hashed(who: object) -> bytes:
    return blind_index("throttle", str(who))


def _left(per_seconds: int) -> int:
    """Seconds until the running period ends."""
    return per_seconds - int(time.time()) % per_seconds
