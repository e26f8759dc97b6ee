"""What the referrals register with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act


def register() -> None:
    """The referrals in and out."""
    navigation.register(
        NavigationEntry("Rujukan", "referrals:list", "signpost-split", frozenset({Act.REFER, Act.RECORD_STAGE}))
    )
