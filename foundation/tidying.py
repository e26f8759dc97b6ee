"""Machinery rows do not pile up: keys, counts and finished work go once nobody can need them."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from foundation.models import IdempotencyKey, JobRun, Throttle, Work

KEEP_KEYS = timedelta(days=30)
KEEP_WORK = timedelta(days=30)
KEEP_RUNS = timedelta(days=400)


def tidy_up() -> dict[str, int]:
    """Delete what is past its time; answers how many rows of each kind went."""
    now = timezone.now()
    served = {
        "keys": IdempotencyKey.objects.filter(created_at__lt=now - KEEP_KEYS),
        "throttles": Throttle.objects.filter(ends_at__lt=now),
        "works": Work.objects.filter(done_at__lt=now - KEEP_WORK),
        "runs": JobRun.objects.filter(finished_at__lt=now - KEEP_RUNS),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }
    return {name: rows.delete()[0] for name, rows in served.items()}
