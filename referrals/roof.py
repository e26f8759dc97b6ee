"""What the referrals register with the roof."""

from offices.navigation import NavigationEntry, navigation
from offices.roles import Act
from offices.worklist import work_list
from referrals.worklist import REFERRED


def register() -> None:
    """The referrals in and out; those to us wait on the work list."""
    navigation.register(
        NavigationEntry("Rujukan", "referrals:list", "signpost-split", frozenset({Act.REFER, Act.RECORD_STAGE}))
    )
    work_list.register(REFERRED)
