"""What the accounts register with the roof."""

from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role


def register() -> None:
    """The officers' accounts for administrators, and everybody's own, where work begins without a duty."""
    navigation.register(
        NavigationEntry("Pengguna", "users:list", "person-gear", frozenset({Act.MANAGE_ACCOUNTS})),
        NavigationEntry("Akun Saya", "account:profile", "person-circle"),
    )
    start_pages.register(StartPage("users:list", frozenset({Role.ADMINISTRATOR})), StartPage("account:profile"))
