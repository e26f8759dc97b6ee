"""What Celery does for the figures: a few lines around a verb each, safe to lose, repeat or run side by side."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from foundation.days import now
from foundation.nudges import nudge
from foundation.work import run_of
from reports.exports import exporting
from reports.figures import rollup, standings
from reports.figures.models import FoldRun

log = structlog.get_logger("portal")

KEEP_FOLD_RUNS = timedelta(days=2)


@shared_task(in_pieces=True)
def fold_progress() -> dict[str, int]:
    """Fold waiting deltas into the cells, in rounds that commit one by one; what stands on them follows."""
    folded = rollup.fold()
    if folded:
        nudge("reports.tasks.roll_up_targets")
    return {"folded": folded}


@shared_task
def roll_up_targets() -> dict[str, int]:
    """Keep where each target in force stands."""
    return {"changed": standings.roll_up()}


@shared_task
def check_figures() -> None:
    """Recount everything, once a night. A difference alarms and is shown; it is not repaired."""
    with run_of("check_figures", f"{now():%Y-%m-%d}") as mine:
        if not mine:
            return
        standings.roll_up()
        run = rollup.check()
        if run.differing:
            log.error("figures_differ", count=run.differing)
        FoldRun.objects.filter(at__lt=timezone.now() - KEEP_FOLD_RUNS).delete()


@shared_task(in_pieces=True)
def write_exports() -> None:
    """Write the exports that wait, each with its done-mark in one transaction."""
    exporting.write_waiting()


@shared_task
def drop_exports() -> None:
    """Remove files of exports past their day."""
    exporting.drop_expired()
