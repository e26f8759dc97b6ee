import base64

import pytest

from foundation.paging import page
from offices.models import Region

ORDER = ("name", "code")


@pytest.fixture
def regions(db):
    return Region.objects.filter(code__startswith="31.73")


def _walk(queryset, order, size, step="next"):
    seen, cursor = [], None
    while True:
        found = page(queryset, order, cursor, size)
        seen += [row.pk for row in found.rows]
        cursor = getattr(found, step)
        if cursor is None:
            return seen


@pytest.mark.parametrize("order", [ORDER, ("-name", "-code"), ("-name", "code"), ("code",)])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_walking_pages_meets_every_row_once_in_order(regions, order, size):
    assert _walk(regions, order, size) == list(regions.order_by(*order).values_list("pk", flat=True))


def test_going_back_shows_the_page_before(regions):
    first = page(regions, ORDER, None, 10)
    second = page(regions, ORDER, first.next, 10)
    back = page(regions, ORDER, second.previous, 10)

    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]
    assert first.previous is None
    assert back.previous is None
    assert [row.pk for row in page(regions, ORDER, back.next, 10).rows] == [row.pk for row in second.rows]


def test_a_row_added_before_the_place_does_not_repeat_one_after_it(regions):
    first = page(regions, ("code",), None, 5)
    Region.objects.create(code="31.73.00", name="Sisipan")
    second = page(regions, ("code",), first.next, 5)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


def test_the_cursor_tells_nobody_the_name_it_holds(regions):
    cursor = page(regions, ORDER, None, 5).next
    content = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert page(regions, ORDER, None, 5).rows[-1].name.encode() not in content


def is_lost(found, queryset, order):
    """The first page, which says that the cursor led nowhere."""
    return found.lost and found.rows == page(queryset, order, None, 5).rows


@pytest.mark.parametrize("cursor", ["x", "a" * 5000, "%00", "é", "AAAA", "AQ=="])
def test_a_cursor_that_is_not_ours_is_the_first_page_and_said(regions, cursor):
    assert is_lost(page(regions, ORDER, cursor, 5), regions, ORDER)
    assert not page(regions, ORDER, "", 5).lost
    assert not page(regions, ORDER, None, 5).lost


def test_a_cursor_of_another_order_or_a_changed_one_is_the_first_page_and_said(regions):
    other = ("-name", "-code")
    cursor = page(regions, other, None, 5).next
    changed = cursor[:-3] + ("AAA" if cursor[-3:] != "AAA" else "BBB")

    assert is_lost(page(regions, ORDER, cursor, 5), regions, ORDER)
    assert is_lost(page(regions, other, changed, 5), regions, other)
    assert not page(regions, other, cursor, 5).lost


def test_a_cursor_under_a_key_that_is_gone_is_said_too(regions, settings):
    cursor = page(regions, ORDER, None, 5).next
    settings.FIELD_KEYS = {9: b"kunci lain untuk pengujian saja!"}

    assert is_lost(page(regions, ORDER, cursor, 5), regions, ORDER)


def test_a_deep_page_costs_one_query(regions, django_assert_num_queries):
    cursor = page(regions, ORDER, None, 40).next
    with django_assert_num_queries(1):
        page(regions, ORDER, cursor, 40)
