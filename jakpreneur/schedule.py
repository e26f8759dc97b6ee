"""What the clock starts. Each job may run late, twice or side by side; the database decides what is still to do."""

SCHEDULE: dict[str, dict[str, object]] = {
    "pulse": {"task": "foundation.tasks.pulse", "schedule": 60.0},
    "tidy": {"task": "foundation.tasks.tidy", "schedule": 3600.0},
    "forget_drafts": {"task": "programs.tasks.forget_drafts", "schedule": 3600.0},
}
