"""What the bazaars register with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act


def register() -> None:
    """The bazaars."""
    navigation.register(NavigationEntry("Bazar", "bazaars:list", "shop", frozenset({Act.RUN_ACTIVITIES})))
