"""What the clock starts. Each job may run late, twice or side by side; the database decides what is still to do."""

from dataclasses import dataclass

from celery.schedules import crontab

from foundation.nudges import nudge
from foundation.registry import Registry


@dataclass(frozen=True)
class Job:
    """A task of the app that registers it, started every so many seconds or at a time of day."""

    task: str
    every: float | crontab
    after: str = ""
    """The change that also starts it at once, by the name that whoever writes it gives to `start_jobs_after`."""


jobs: Registry[Job] = Registry("jobs", key="task")


def start_jobs_after(what: str) -> None:
    """Nudge the jobs that follow this change once it is committed; who changes something need not know them."""
    for job in jobs:
        if job.after == what:
            nudge(job.task)
