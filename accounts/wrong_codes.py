"""Wrong codes of the second factor. Whoever types them knows the password already, so officer and administrator are told."""

from datetime import timedelta

from django.db import connection, models

from foundation.days import now
from foundation.keeping import NoHistory
from offices.users import User

# Fewer may be slips of the finger; older ones have been seen.
WORTH_TELLING = 3
TOLD_FOR = timedelta(days=30)


class WrongCodesQuerySet(models.QuerySet):
    def worth_telling(self) -> "WrongCodesQuerySet":
        """Enough of them, lately, and since the user's secrets were last exchanged."""
        recent = self.filter(tries__gte=WORTH_TELLING, last_at__gte=now() - TOLD_FOR)
        return recent.filter(epoch=models.F("user__epoch"))


class WrongCodes(models.Model):
    """How many codes of one user were wrong, since when. Counted anew in a new epoch, and after a quiet month."""

    history = NoHistory("Counts tries that failed; no one's deed.")
    reader_sees = False

    user = models.OneToOneField(User, models.PROTECT, related_name="wrong_codes")
    epoch = models.PositiveIntegerField()
    tries = models.PositiveIntegerField()
    since = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = WrongCodesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.tries}"


def note(user: User) -> None:
    """Remember one wrong code. One statement, so that of two at once both count."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_wrongcodes AS known (user_id, epoch, tries, since, last_at)"
            " VALUES (%(user)s, %(epoch)s, 1, %(now)s, %(now)s)"
            " ON CONFLICT (user_id) DO UPDATE SET epoch = excluded.epoch, last_at = excluded.last_at,"
            " tries = CASE WHEN known.epoch = excluded.epoch AND known.last_at >= %(old)s THEN known.tries + 1 ELSE 1 END,"
            " since = CASE WHEN known.epoch = excluded.epoch AND known.last_at >= %(old)s"
            " THEN known.since ELSE excluded.since END",
            {"user": user.pk, "epoch": user.epoch, "now": moment, "old": moment - TOLD_FOR},
        )


def of(user: User) -> WrongCodes | None:
    """What officer and administrator are told of, if anything."""
    return WrongCodes.objects.worth_telling().filter(user=user).first()
