"""Where an officer's work begins: the first page of her role, in the order in which duties outrank each other."""

from django.urls import NoReverseMatch, reverse

from offices.roles import Role
from offices.users import User

# Role to URL name. Whoever has several duties begins with the one that comes first here.
START = {
    Role.SUDIN: "worklist:start",
    Role.KASATLAK: "worklist:start",
    Role.PENDAMPING: "worklist:start",
    Role.KELURAHAN: "board:own",
    Role.LURAH: "board:own",
    Role.CAMAT: "board:own",
    Role.PEREKONOMIAN: "board:start",
    Role.WALIKOTA: "board:start",
    Role.ASEKBANG: "board:start",
    Role.ADMINISTRATOR: "users:list",
    Role.DPO: "access:list",
}
OTHERWISE = "account:profile"


def start_page(user: User) -> str:
    """The address of the page to begin with; the own account where there is no duty or no such page."""
    held = {duty.role for duty in user.scope.duties}
    for role, name in START.items():
        if role in held and (address := _address(name)):
            return address
    return reverse(OTHERWISE)


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
