"""Reference data of the machinery: the usual reasons of every kind that the apps register."""

from foundation import reasons


def load() -> None:
    """Offer what is usual where nothing is offered yet."""
    reasons.load(reasons.reason_kinds)
