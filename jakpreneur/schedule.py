"""What the clock starts. Each job may run late, twice or side by side; the database decides what is still to do."""

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, object]] = {
    "pulse": {"task": "foundation.tasks.pulse", "schedule": 60.0},
    "fold_progress": {"task": "reports.tasks.fold_progress", "schedule": 10.0},
    "refresh_targets": {"task": "reports.tasks.refresh_targets", "schedule": 300.0},
    "check_figures": {"task": "reports.tasks.check_figures", "schedule": crontab(hour=1, minute=30)},
    "write_exports": {"task": "reports.tasks.write_exports", "schedule": 30.0},
    "drop_exports": {"task": "reports.tasks.drop_exports", "schedule": 3600.0},
    "tidy": {"task": "foundation.tasks.tidy", "schedule": 3600.0},
    "forget_drafts": {"task": "desk.tasks.forget_drafts", "schedule": 3600.0},
    "settle_files": {"task": "foundation.tasks.settle_files", "schedule": 300.0},
    "sweep_files": {"task": "foundation.tasks.sweep_files", "schedule": crontab(hour=2, minute=30)},
}
