"""What the ground itself registers with the roof."""

from celery.schedules import crontab

from foundation import health
from foundation.health import HealthCheck, health_checks
from foundation.jobs import Job, jobs


def register() -> None:
    """Whether we can serve, and the jobs that keep the machinery's own rows in order."""
    health_checks.register(
        HealthCheck("database", health.database, needed=True),
        HealthCheck("migrations", health.migrations, needed=True),
        HealthCheck("columns", health.columns, needed=True),
        HealthCheck("writing", health.writing, needed=True),
        HealthCheck("worker", health.worker),
        HealthCheck("clock", health.clock),
    )
    jobs.register(
        Job("foundation.tasks.pulse", every=20),
        Job("foundation.tasks.tidy", every=3600),
        Job("foundation.tasks.settle_files", every=300),
        Job("foundation.tasks.sweep_files", every=crontab(hour=2, minute=30)),
    )
