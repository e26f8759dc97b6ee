"""Work that a page does not wait for: a row in the business transaction, done later, exactly once in effect."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from foundation.history import recorded_as
from foundation.keeping import NoHistory

MOST_ATTEMPTS = 10
_LONGEST_WAIT = timedelta(hours=1)


class Work(models.Model):
    """One thing to do: `kind` says what, `subject` to which row. No payload: the worker reads the row as it is then."""

    history = NoHistory("Machinery: what came of it has a history.")

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, help_text="uuid or number of the row concerned")
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True, help_text="class of the last error, never its text")

    class Meta:
        indexes = [
            models.Index("kind", "due_at", "id", condition=models.Q(done_at=None), name="work_to_do"),
            models.Index("done_at", name="work_done_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class JobRun(models.Model):
    """A scheduled job ran for a period. The unique key is what makes two schedulers harmless."""

    history = NoHistory("Machinery: one row a run.")

    job = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    finished_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="one_run_of_a_job_per_period")]
        indexes = [models.Index("job", "finished_at", name="jobrun_latest")]

    def __str__(self) -> str:
        return f"{self.job} {self.period}"


class Pulse(models.Model):
    """When something was last seen working: a worker that is connected but idle gives no pulse."""

    history = NoHistory("Machinery: beats every few seconds.")
    reader_sees = True

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def enqueue(kind: str, subject: object) -> None:
    """Leave work for later; it exists exactly if the surrounding transaction commits."""
    Work.objects.create(kind=kind, subject=str(subject))


def drain(kind: str, handler: Callable[[Work], None], limit: int = 100) -> int:
    """Do up to `limit` due pieces of this kind, each with its done-mark in one transaction; answers how many.

    May run side by side and be killed anywhere. A piece that fails is tried again later, ever more seldom, ten times;
    a try counts before it begins, so that a piece that kills its worker waits and rests like any other.
    """
    done = 0
    for _ in range(limit):
        if (piece := _counted(kind)) is None:
            break
        done += _do(piece, handler)
    return done


def given_up(kind: str) -> models.QuerySet[Work]:
    """Pieces that were tried ten times and rest: whoever waits for one waits in vain."""
    return Work.objects.filter(kind=kind, done_at=None, attempts__gte=MOST_ATTEMPTS, due_at__lte=timezone.now())


@transaction.atomic
def _counted(kind: str) -> Work | None:
    """The first piece due that no other worker has, with this try counted and the next one put off."""
    waiting = Work.objects.filter(kind=kind, done_at=None, attempts__lt=MOST_ATTEMPTS, due_at__lte=timezone.now())
    piece = waiting.order_by("due_at", "id").select_for_update(skip_locked=True).first()
    if piece:
        piece.due_at = timezone.now() + min(timedelta(seconds=10 * 2**piece.attempts), _LONGEST_WAIT)
        piece.attempts += 1
        piece.save(update_fields=["attempts", "due_at"])
    return piece


def _do(piece: Work, handler: Callable[[Work], None]) -> bool:
    """Claim, effect and done-mark in one transaction; False when it failed or a later try has the piece."""
    this_try = Work.objects.filter(pk=piece.pk, done_at=None, attempts=piece.attempts)
    try:
        with recorded_as(label=f"pekerjaan {piece.kind}"):
            if not this_try.select_for_update().exists():
                return False
            _outlast(settings.CELERY_TASK_TIME_LIMIT)
            handler(piece)
            this_try.update(done_at=Now(), error="")
            return True
    except Exception as failure:
        rests = {"due_at": timezone.now()} if piece.attempts == MOST_ATTEMPTS else {}
        this_try.update(error=type(failure).__name__[:120], **rests)
        return False


def _outlast(seconds: int) -> None:
    """Keep this transaction open while a handler reads on another connection or writes a file, up to that long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [f"{seconds}s"])


@contextmanager
def run_of(job: str, period: str) -> Iterator[bool]:
    """Claim a scheduled job for a period and do it in the same transaction; False: another one has done it."""
    with recorded_as(label=f"jadwal {job}"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_jobrun (job, period) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id",
            [job, period],
        )
        yield cursor.fetchone() is not None


def beat(name: str) -> None:
    """Say that something called `name` is working now."""
    Pulse.objects.update_or_create(name=name, defaults={"at": timezone.now()})
