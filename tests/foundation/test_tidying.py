from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from foundation.models import IdempotencyKey, Throttle, Work
from foundation.tidying import tidy_up


def _key(age):
    return IdempotencyKey.objects.create(user_id=1, key=uuid4(), content_hash=b"x", created_at=timezone.now() - age)


def test_what_has_served_goes_and_what_may_be_needed_stays(db):
    old, young = _key(timedelta(days=31)), _key(timedelta(days=29))
    Throttle.objects.create(what="a", who=b"x", period=1, tries=1, ends_at=timezone.now() - timedelta(seconds=1))
    running = Throttle.objects.create(
        what="a", who=b"x", period=2, tries=1, ends_at=timezone.now() + timedelta(hours=1)
    )
    Work.objects.create(kind="a", subject="1", done_at=timezone.now() - timedelta(days=31))
    waiting = Work.objects.create(kind="a", subject="2", created_at=timezone.now() - timedelta(days=99))

    tidy_up()

    assert list(IdempotencyKey.objects.all()) == [young]
    assert old != young
    assert list(Throttle.objects.all()) == [running]
    assert list(Work.objects.all()) == [waiting]
