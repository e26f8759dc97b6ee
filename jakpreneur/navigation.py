"""What the sidebar offers an officer: the entries that some duty opens."""

from django.http import HttpRequest
from django.urls import reverse

from jakpreneur.start_pages import start_page
from offices.navigation import NavigationEntry, navigation
from offices.users import User


def sidebar(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `navigation` and `place`, the words for where the officer works. Nothing before sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "place": ""}
    page = getattr(request.resolver_match, "view_name", "")
    path = next((reverse(entry.url_name) for entry in navigation if page in entry.holds), request.path)
    lines = [_line(entry, path) for entry in navigation if _is_for(entry, user)]
    return {"navigation": _only_deepest(lines), "place": _place(user)}


def _is_for(entry: NavigationEntry, user: User) -> bool:
    return entry.is_for(user) and not (entry.only_start and start_page(user) != reverse(entry.url_name))


def _line(entry: NavigationEntry, path: str) -> dict[str, object]:
    """The entry as the template takes it."""
    url = reverse(entry.url_name)
    return {"label": entry.label, "url": url, "icon": entry.icon, "active": path.startswith(url)}


def _only_deepest(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    """Of addresses inside each other only the longest is where we are."""
    deepest = max((str(line["url"]) for line in lines if line["active"]), key=len, default="")
    return [line | {"active": line["url"] == deepest} for line in lines]


def _place(user: User) -> str:
    """The first duty in words, and how many more there are."""
    duties = user.scope.duties
    if not duties:
        return ""
    first = duties[0]
    where = (
        f"{first.sudin}, {first.region.short_name}"
        if first.sudin_id
        else f"{first.region.level_name} {first.region.short_name}"
    )
    return f"{where.strip()} dan {len(duties) - 1} tugas lain" if len(duties) > 1 else where.strip()
