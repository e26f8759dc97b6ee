"""What the clock starts for the ground itself."""

from celery import shared_task

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
