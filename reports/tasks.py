"""What Celery does for the figures. Each task is safe to lose, repeat or run side by side."""

from celery import shared_task

from reports import rollup


@shared_task(in_pieces=True)
def fold_progress() -> dict[str, int]:
    """Fold waiting deltas into the cells."""
    return {"folded": rollup.fold()}
