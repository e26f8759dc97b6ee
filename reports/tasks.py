"""What Celery does for the figures: a few lines around a verb each, safe to lose, repeat or run side by side."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from foundation.days import now
from foundation.work import run_of
from reports.board import results
from reports.exports import exporting
from reports.figures import rollup
from reports.figures.models import FoldRun

log = structlog.get_logger("portal")

KEEP_FOLD_RUNS = timedelta(days=2)


@shared_task(in_pieces=True)
def fold_progress() -> dict[str, int]:
    """Fold waiting deltas into the cells, in rounds that commit one by one."""
    return {"folded": rollup.fold()}


@shared_task
def refresh_targets() -> None:
    """Bring the daily results of running targets up to date; once a minute at most, whoever asks."""
    with run_of("refresh_targets", f"{now():%Y-%m-%d %H.%M}") as mine:
        if mine:
            results.refresh()


@shared_task
def check_figures() -> None:
    """Recount everything, once a night. A difference alarms and is shown; it is not repaired."""
    with run_of("check_figures", f"{now():%Y-%m-%d}") as mine:
        if not mine:
            return
        run = rollup.check()
        if run.differing:
            log.error("figures_differ", count=run.differing)
        results.refresh(past=True)
        FoldRun.objects.filter(at__lt=timezone.now() - KEEP_FOLD_RUNS).delete()


@shared_task(in_pieces=True)
def write_exports() -> None:
    """Write the exports that wait, each with its done-mark in one transaction."""
    exporting.write_waiting()


@shared_task
def drop_exports() -> None:
    """Remove files of exports past their day."""
    exporting.drop_expired()
