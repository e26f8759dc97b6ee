"""What an app offers an officer: lines of the navigation, and pages where somebody's work begins."""

from dataclasses import dataclass

from foundation.registry import Registry
from offices.roles import Act, Role
from offices.users import User


@dataclass(frozen=True)
class NavigationEntry:
    """A line of the navigation. Whoever may do one of `acts` sees it; without acts everybody does."""

    label: str
    url_name: str
    icon: str
    acts: frozenset[Act] = frozenset()
    holds: frozenset[str] = frozenset()
    """Pages that belong to it although their addresses lie elsewhere."""
    only_start: bool = False
    """Only for those whose work begins there."""

    def is_for(self, user: User) -> bool:
        """Whether some duty of the user opens it."""
        return not self.acts or any(user.scope.may(act) for act in self.acts)


@dataclass(frozen=True)
class StartPage:
    """Where the work of these roles begins; without roles it is for whoever has no other."""

    url_name: str
    roles: frozenset[Role] = frozenset()

    def is_for(self, held: set[Role]) -> bool:
        """Whether an officer with duties of these roles may begin here."""
        return not self.roles or bool(self.roles & held)


navigation: Registry[NavigationEntry] = Registry("navigation", key="url_name")
start_pages: Registry[StartPage] = Registry("start pages", key="url_name")
