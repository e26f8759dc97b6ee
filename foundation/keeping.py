"""What a model says about its table: which history is kept of its rows, what the reading role sees, what never changes.

A model says it in its class body: `history = NoHistory("why")`, `history = History(hidden=("password",))`,
`reader_sees = True` or `reader_sees = ("id", "state")`, `append_only = True`. One that says nothing has its whole
history, its rows may change, and the reader sees nothing of it: figures are counted without names, numbers, and
addresses. For the models of other packages the settings say it, in TABLES_OF_OTHERS.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings


@dataclass(frozen=True)
class History:
    """Every change is kept, but for the columns that history must not hold a second copy of."""

    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoHistory:
    """No change is kept: machinery, what is still being typed, or what is computed from rows that have a history."""

    why: str
    may_truncate: bool = True


@dataclass(frozen=True)
class Keeping:
    """The words about one table. The reader sees all of it, these columns, or nothing."""

    history: History | NoHistory = History()
    reader_sees: bool | tuple[str, ...] = False
    append_only: bool = False


def keeping() -> Mapping[str, Keeping]:
    """What holds for each table; for one of which nobody says anything, all of its history, and no reader."""
    own = {model._meta.db_table: _of(model) for model in apps.get_models(include_auto_created=True)}
    return defaultdict(Keeping, own | settings.TABLES_OF_OTHERS)


def _of(model: type) -> Keeping:
    return Keeping(
        getattr(model, "history", History()),
        getattr(model, "reader_sees", False),
        getattr(model, "append_only", False),
    )
