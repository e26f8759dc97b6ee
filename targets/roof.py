"""What the targets register with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act


def register() -> None:
    """The decisions that set targets."""
    navigation.register(
        NavigationEntry("Target", "targets:list", "bullseye", frozenset({Act.SEE_CITY, Act.SET_TARGETS}))
    )
