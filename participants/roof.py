"""What the participants' storey registers with the roof."""

from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role


def register() -> None:
    """The access log."""
    navigation.register(
        NavigationEntry("Catatan Akses", "access:list", "shield-check", frozenset({Act.SEE_ACCESS_LOG}))
    )
    start_pages.register(StartPage("access:list", frozenset({Role.DPO})))
