"""Reading figures: one moment per page, on the role that can only read."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

READER = "reader"
"""The alias of figures: its role cannot write, its transactions are read-only and REPEATABLE READ."""


@contextmanager
def reading() -> Iterator[None]:
    """Everything read inside sees the same moment, however many statements a page needs."""
    with transaction.atomic(using=READER):
        yield
