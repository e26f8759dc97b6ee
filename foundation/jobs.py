"""What the clock starts. Each job may run late, twice or side by side; the database decides what is still to do."""

from dataclasses import dataclass

from celery.schedules import crontab

from foundation.registry import Registry


@dataclass(frozen=True)
class Job:
    """A task of the app that registers it, started every so many seconds or at a time of day."""

    task: str
    every: float | crontab


jobs: Registry[Job] = Registry("jobs", key="task")
