"""Progress: what is counted, kept exact at every moment.

Three statement triggers on the stage records write what each statement changed into `ProgressDelta`, in the same
transaction. Celery folds deltas into `ProgressCell`, and into `ProgressLedger` by the day on which they became known.
Readers take both in one statement, through `Progress`, and what was known by a day through `Known`.
"""

import pgtrigger
from django.db import models

from foundation.keeping import NoHistory
from offices.models import User
from records.models import StageRecord
from reports.figures.indicators import STAGE_RECORDS, Source, day_of
from targets.models import Target

KEYS = ["month", "kelurahan", "line", "indicator"]
"""What a figure is kept by. Upper levels are sums; no total above the kelurahan is stored."""

_RECORDED = "new_rows.{0.recorded_at}"
_CHANGED = """
CASE WHEN old_rows.{0.voided_at} IS NULL AND new_rows.{0.voided_at} IS NOT NULL THEN new_rows.{0.voided_at}
     ELSE coalesce(nullif(current_setting('records.moment', true), '')::timestamptz, now()) END
"""
"""A record is known from when it was typed, a void from when it was said, and other marks from the moment of the deed."""


def _row(source: Source, of: str, known: str, sign: str = "") -> str:
    """What a row of the transition table `of` counts, known from the moment `known` on."""
    keys = [f"{of}.{name}" for name in (source.month, source.place, source.line, source.key)]
    stands = f"({of}.{source.voided_at} IS NULL)::int"
    amount = f"{sign}{of}.{source.amount} * {stands}" if source.amount else "0"
    values = [f"{sign}{of}.{source.is_first}::int", sign + stands, amount]
    return ", ".join([day_of(f"({known.format(source)})"), *keys, *values])


def _delta(changed: str) -> str:
    """The trigger's body: what the statement changed, summed by key, without keys that come to nothing."""
    return f"""
        INSERT INTO reports_progressdelta (known_on, month, kelurahan_id, line_id, indicator, people, records, amount)
        SELECT known_on, month, kelurahan, line, indicator, sum(people), sum(records), sum(amount)
        FROM ({changed}) AS changed (known_on, month, kelurahan, line, indicator, people, records, amount)
        GROUP BY known_on, month, kelurahan, line, indicator
        HAVING sum(people) <> 0 OR sum(records) <> 0 OR sum(amount) <> 0;
        RETURN NULL;
        """


def counting(source: Source) -> list[pgtrigger.Trigger]:
    """The three triggers that count a source, for the `Meta` of a proxy of its model."""
    inserted = f"SELECT {_row(source, 'new_rows', _RECORDED)} FROM new_rows"
    updated = f"""
        SELECT part.* FROM old_rows JOIN new_rows USING (id)
        CROSS JOIN LATERAL (VALUES
            ({_row(source, "old_rows", _CHANGED, "-")}), ({_row(source, "new_rows", _CHANGED)})
        ) AS part
        """
    deleted = f"SELECT {_row(source, 'old_rows', 'now()', '-')} FROM old_rows"
    return [
        _counted(pgtrigger.Insert, inserted, new="new_rows"),
        _counted(pgtrigger.Update, updated, old="old_rows", new="new_rows"),
        _counted(pgtrigger.Delete, deleted, old="old_rows"),
    ]


def _counted(operation: pgtrigger.Operation, changed: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"count_{str(operation).lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=_delta(changed),
    )


class CountedRecord(StageRecord):
    """Stage records as the roll-up sees them: the triggers live here, so `programs` knows nothing of figures."""

    class Meta:
        proxy = True
        triggers = counting(STAGE_RECORDS)


class Counted(models.Model):
    """People, records and rupiah per month, kelurahan, line and indicator. `month` is year * 12 + month - 1.

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
    indicator = models.CharField(max_length=12)
    people = models.IntegerField()
    records = models.IntegerField()
    amount = models.BigIntegerField()

    class Meta:
        abstract = True


class ProgressDelta(Counted):
    """A change not folded yet, and the day in Jakarta on which it became known.

    Inserted by triggers, deleted by the fold; nobody updates it.
    """

    known_on = models.DateField()
    created_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = verbose_name_plural = "perubahan capaian"


class ProgressCell(Counted):
    """The folded sum of a key."""

    class Meta:
        verbose_name = verbose_name_plural = "sel capaian"
        constraints = [models.UniqueConstraint(fields=KEYS, name="one_cell_per_key")]


class ProgressLedger(Counted):
    """The folded changes of a key by the day on which they became known: summed up to a day, the figures known then.

    A record that is typed, taken back or mended later changes later days only. See docs/adr/0051.
    """

    pk = models.CompositePrimaryKey("indicator", "month", "kelurahan", "line", "known_on")
    known_on = models.DateField()

    class Meta:
        verbose_name = verbose_name_plural = "buku besar capaian"


class ProgressQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProgressQuerySet":
        """Figures this officer may see."""
        return self.filter(user.scope.of_figures())


class Progress(Counted):
    """Folded cells plus deltas not yet folded: a database view, so one query sees one moment.

    Sum it; never add two queries.
    """

    pk = models.CompositePrimaryKey("month", "kelurahan", "line", "indicator")

    objects = ProgressQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "reports_progress"


class Known(Counted):
    """The ledger plus deltas not yet folded, a database view as well: what became known on each day."""

    pk = models.CompositePrimaryKey("known_on", "month", "kelurahan", "line", "indicator")
    known_on = models.DateField()

    objects = ProgressQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "reports_known"


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
