"""What the clock starts for the ground itself."""

from celery import shared_task

from foundation.sweeping import settle_staged, sweep
from foundation.tidying import tidy_up
from foundation.work import beat


@shared_task
def pulse() -> None:
    """Show that a worker takes tasks and reaches the database."""
    beat("worker")


@shared_task
def tidy() -> dict[str, int]:
    """Drop machinery rows that have served; safe to lose, repeat or run side by side."""
    return tidy_up()


@shared_task(in_pieces=True)
def settle_files() -> int:
    """Move files into place whose transaction committed and whose process then died."""
    return settle_staged()


@shared_task(in_pieces=True)
def sweep_files() -> int:
    """Delete files older than a day that no row names."""
    return sweep()
