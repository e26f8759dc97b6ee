"""What the accounts register with the roof."""

from allauth.mfa.models import Authenticator

from accounts.second_factor import keys_of, renew_secrets
from foundation.rekeying import Place, places
from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role


def register() -> None:
    """The officers' accounts for administrators, and everybody's own, where work begins without a duty."""
    navigation.register(
        NavigationEntry("Pengguna", "users:list", "person-gear", frozenset({Act.MANAGE_ACCOUNTS})),
        NavigationEntry("Akun saya", "account:profile", "person-circle"),
    )
    places.register(Place(Authenticator._meta.db_table, Authenticator.objects.all, keys_of, ("data",), renew_secrets))
    start_pages.register(StartPage("users:list", frozenset({Role.ADMINISTRATOR})), StartPage("account:profile"))
