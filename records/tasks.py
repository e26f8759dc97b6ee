"""What the clock starts for the records."""

from celery import shared_task

from records.expecting import weigh_all


@shared_task
def weigh_expectations() -> int:
    """Count anew what the expectations would have warned; safe to lose, repeat or run side by side."""
    return weigh_all()
