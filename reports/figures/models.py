"""Progress: what is counted, kept exact at every moment.

Three statement triggers on the stage records write what each statement changed into `ProgressDelta`, in the same
transaction. Celery folds deltas into `ProgressCell`. Readers take both in one statement, through `Progress`.
"""

import pgtrigger
from django.db import models

from foundation.keeping import NoHistory
from offices.models import User
from records.models import StageRecord
from targets.models import Target

KEYS = ["month", "kelurahan", "line", "stage"]
"""What a figure is kept by. Upper levels are sums; no total above the kelurahan is stored."""

_COLUMNS = "month, {columns.kelurahan}, {columns.credited_line}, {columns.stage}"
_PLUS = f"SELECT {_COLUMNS}, is_first::int, (voided_at IS NULL)::int FROM new_rows"
_MINUS = f"SELECT {_COLUMNS}, -(is_first::int), -((voided_at IS NULL)::int) FROM old_rows"


def _delta(*changes: str) -> pgtrigger.Func:
    """The trigger's body: what the statement changed, summed by key, without keys that come to nothing."""
    return pgtrigger.Func(
        f"""
        INSERT INTO reports_progressdelta (month, kelurahan_id, line_id, stage_id, people, records)
        SELECT month, kelurahan, line, stage, sum(people), sum(records)
        FROM ({" UNION ALL ".join(changes)}) AS changed (month, kelurahan, line, stage, people, records)
        GROUP BY month, kelurahan, line, stage
        HAVING sum(people) <> 0 OR sum(records) <> 0;
        RETURN NULL;
        """
    )


class CountedRecord(StageRecord):
    """Stage records as the roll-up sees them: the triggers live here, so `programs` knows nothing of figures."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="count_insert",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=_delta(_PLUS),
            ),
            pgtrigger.Trigger(
                name="count_update",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
                func=_delta(_MINUS, _PLUS),
            ),
            pgtrigger.Trigger(
                name="count_delete",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func=_delta(_MINUS),
            ),
        ]


class Counted(models.Model):
    """People and records per month, kelurahan, line and stage. `month` is year * 12 + month - 1.

    No index on a single key: no reader begins with one, and every write of a record would pay for it.
    """

    history = NoHistory("Computed from records, which have a history.")
    reader_sees = True

    month = models.SmallIntegerField()
    kelurahan = models.ForeignKey(
        "offices.Region", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    line = models.ForeignKey(
        "offices.TargetLine", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    stage = models.ForeignKey("records.Stage", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    people = models.IntegerField()
    records = models.IntegerField()

    class Meta:
        abstract = True


class ProgressDelta(Counted):
    """A change not folded yet. Inserted by triggers, deleted by the fold; nobody updates it."""

    created_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = verbose_name_plural = "perubahan capaian"


class ProgressCell(Counted):
    """The folded sum of a key."""

    class Meta:
        verbose_name = verbose_name_plural = "sel capaian"
        constraints = [models.UniqueConstraint(fields=KEYS, name="one_cell_per_key")]


class ProgressQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProgressQuerySet":
        """Figures this officer may see."""
        return self.filter(user.scope.of_figures())


class Progress(Counted):
    """Folded cells plus deltas not yet folded: a database view, so one query sees one moment.

    Sum it; never add two queries.
    """

    pk = models.CompositePrimaryKey("month", "kelurahan", "line", "stage")

    objects = ProgressQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "reports_progress"


class TargetStanding(models.Model):
    """Where a target in force stands on a day, at a version of the figures: kept for work lists and for who lags.

    It is true while the version is that of the figures, else counted anew; see `reports.figures.standings`.
    """

    history = NoHistory("Computed from records and targets, which have a history.")
    reader_sees = True

    target = models.OneToOneField(Target, models.CASCADE, primary_key=True, related_name="standing")
    day = models.DateField()
    version = models.BigIntegerField()
    result = models.IntegerField()
    percent = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    behind = models.IntegerField()
    last_moved_on = models.DateField(null=True)
    rolled_up_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = verbose_name_plural = "kedudukan target"


class FoldTotal(models.Model):
    """How many deltas were ever folded: one row. With those that wait it is the version of all figures."""

    history = NoHistory("Machinery: one row.")
    reader_sees = True

    id = models.SmallIntegerField(primary_key=True)
    folded = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "jumlah pelipatan"


class FoldRun(models.Model):
    """When the deltas were last folded, and how many. One row a run; old ones are cleared nightly."""

    history = NoHistory("Machinery: one row a run.")
    reader_sees = True

    at = models.DateTimeField(auto_now_add=True)
    folded = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "pelipatan"
        indexes = [models.Index(fields=["-at"], name="fold_newest")]


class CheckRun(models.Model):
    """A recount of everything against cells and deltas. Differences are shown, never silently repaired."""

    history = NoHistory("Machinery: one row a run.")
    reader_sees = True

    at = models.DateTimeField(auto_now_add=True)
    cells = models.PositiveIntegerField("sel dibandingkan")
    differing = models.PositiveIntegerField("sel berbeda")
    differences = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "pemeriksaan angka"
        indexes = [models.Index(fields=["-at"], name="check_newest")]
