"""What training registers with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act


def register() -> None:
    """The classes."""
    navigation.register(NavigationEntry("Pelatihan", "training:list", "mortarboard", frozenset({Act.RUN_ACTIVITIES})))
