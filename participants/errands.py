"""On whose behalf somebody is registered: who began elsewhere goes back there, and what waited for her is done.

An errand stands in the address of the counter as words of ours (`kelas.<id>.<day>`), never as an address: whoever does
errands registers how its words are read, and everything else is no errand.
"""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.registry import Registry
from offices.requests import PortalRequest
from participants.participants import Participant


@dataclass(frozen=True)
class Stop:
    """Where an errand was begun: its page, what officers call it, and what is done there once she is registered."""

    words: str
    url: str
    arrive: Callable[[Participant], None]
    """Raises DomainError where it cannot be done; she is registered all the same."""


@dataclass(frozen=True)
class Errand:
    """One kind of errand; `find` reads what stands behind its name, None for what this officer cannot go back to."""

    name: str
    find: Callable[[PortalRequest, list[str]], Stop | None]


errands: Registry[Errand] = Registry("errands on which somebody is registered", key="name")

LONGEST = 80


def stop_of(request: PortalRequest, text: str) -> Stop | None:
    """Where the errand leads this officer back; None where it is none."""
    name, *more = text[:LONGEST].split(".")
    errand = errands.things.get(name)
    return errand.find(request, more) if errand else None
