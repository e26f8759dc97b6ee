"""What the apps say of themselves to the roof: each registers its own things, the roof alone says in which order.

# reports/roof.py, called by AppConfig.ready
navigation.register(NavigationEntry("Dasbor", "board:start", "speedometer2", acts(Act.SEE_FIGURES)))

# jakpreneur/order.py
navigation: ("worklist:start", "board:start", ...)
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
REGISTRIES: "list[Registry]" = []
"""Every registry there is, for the check that nothing is missing and nothing stands nowhere."""


class Registry(Generic[T]):
    """Things of one kind, known by the field `key` of each. Iterating follows the roof's order."""

    def __init__(self, what: str, key: str) -> None:
        self.what = what
        self.key = key
        self.things: dict[str, T] = {}
        self.order: tuple[str, ...] = ()
        REGISTRIES.append(self)

    def register(self, *things: T) -> None:
        """Take these in. Raises ImproperlyConfigured where one of that key is there already."""
        for thing in things:
            key = str(getattr(thing, self.key))
            if key in self.things:
                raise ImproperlyConfigured(f"{self.what}: {key} is registered twice.")
            self.things[key] = thing

    def __iter__(self) -> Iterator[T]:
        """In the roof's order; what has no place there comes last, until the check has been heard."""
        return iter([self.things[key] for key in (*self.order, *self.unplaced) if key in self.things])

    def __len__(self) -> int:
        return len(self.things)

    @property
    def unplaced(self) -> list[str]:
        """Registered, but the roof gives it no place."""
        return [key for key in self.things if key not in self.order]

    @property
    def missing(self) -> list[str]:
        """The roof has a place for it, but no app registers it."""
        return [key for key in self.order if key not in self.things]
