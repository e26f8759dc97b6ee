"""What a model says about its table: which history is kept of its rows, and whether the reading role sees them.

A model says it in its class body: `history = NoHistory("why")`, `history = History(hidden=("password",))`,
`reader_sees = False`. One that says nothing has its whole history, and the reader sees it. For the models of other
packages the settings say it, in TABLES_OF_OTHERS.
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
    """The two words about one table."""

    history: History | NoHistory = History()
    reader_sees: bool = True


def keeping() -> Mapping[str, Keeping]:
    """What holds for each table; for one of which nobody says anything, all of its history, and the reader sees it."""
    own = {model._meta.db_table: _of(model) for model in apps.get_models(include_auto_created=True)}
    return defaultdict(Keeping, own | settings.TABLES_OF_OTHERS)


def _of(model: type) -> Keeping:
    return Keeping(getattr(model, "history", History()), getattr(model, "reader_sees", True))
