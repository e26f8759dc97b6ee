"""A section of the work list: a few lines, and in words how many wait."""

import pytest

from offices import worklist
from offices.models import Region
from offices.worklist import SHORT, WorkLine, queue

pytestmark = pytest.mark.django_db


def line(region):
    return WorkLine(region.name, region.code)


def some(number):
    return Region.objects.filter(pk__in=[*Region.objects.order_by("pk").values_list("pk", flat=True)[:number]])


@pytest.mark.parametrize(("rows", "lines", "count"), [(0, 0, ""), (2, 2, "2"), (7, SHORT, "7")])
def test_the_first_rows_are_shown_and_all_are_counted(rows, lines, count):
    waiting = queue(some(rows).order_by("pk"), line)

    assert (len(waiting.lines), waiting.count) == (lines, count)


def test_beyond_what_helps_nobody_counts(monkeypatch):
    monkeypatch.setattr(worklist, "MOST_COUNTED", 8)

    assert queue(some(12).order_by("pk"), line).count == "8+"


def test_a_queue_without_an_end_is_not_counted(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queue(Region.objects.order_by("pk"), line, counted=False).count == ""
