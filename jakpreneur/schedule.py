"""The jobs of all apps as Celery's clock reads them."""

from foundation.jobs import jobs


def schedule() -> dict[str, dict[str, object]]:
    """By the task's name: what is started, and how often."""
    return {job.task: {"task": job.task, "schedule": job.every} for job in jobs}
