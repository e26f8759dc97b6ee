"""What the clock starts for the desk."""

from celery import shared_task

from desk.registering import drafts


@shared_task
def forget_drafts() -> int:
    """Delete unfinished forms nobody came back to; safe to lose, repeat or run side by side."""
    return drafts.forget_expired()
