"""What the sidebar offers an officer: the entries that some duty of hers opens."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from jakpreneur.start_pages import start_page
from offices.roles import Act
from offices.users import User


@dataclass(frozen=True)
class Entry:
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
        if self.only_start and start_page(user) != reverse(self.url_name):
            return False
        return not self.acts or any(user.scope.may(act) for act in self.acts)


def _acts(*acts: Act) -> frozenset[Act]:
    return frozenset(acts)


ENTRIES = [
    Entry("Beranda", "board:own", "house", _acts(Act.SEE_FIGURES), only_start=True),
    Entry("Daftar Kerja", "worklist:start", "check2-square", _acts(Act.RECORD_STAGE, Act.VERIFY)),
    Entry("Dasbor", "board:start", "speedometer2", _acts(Act.SEE_FIGURES)),
    Entry("Daftarkan Peserta", "registering:begin", "person-plus", _acts(Act.REGISTER)),
    Entry(
        "Verifikasi",
        "verifying:list",
        "patch-check",
        _acts(Act.VERIFY),
        frozenset({"verifying:verify", "verifying:send_back"}),
    ),
    Entry("Dikembalikan", "verifying:returned", "arrow-return-left", _acts(Act.CORRECT)),
    Entry("Peserta", "people:list", "people", _acts(Act.SEE_PEOPLE)),
    Entry("Rujukan", "referrals:list", "signpost-split", _acts(Act.REFER, Act.RECORD_STAGE)),
    Entry("Pelatihan", "training:list", "mortarboard", _acts(Act.RUN_ACTIVITIES)),
    Entry("Bazar", "bazaars:list", "shop", _acts(Act.RUN_ACTIVITIES)),
    Entry("Target", "targets:list", "bullseye", _acts(Act.SEE_CITY, Act.SET_TARGETS)),
    Entry("Pengguna", "users:list", "person-gear", _acts(Act.MANAGE_ACCOUNTS)),
    Entry("Catatan Akses", "access:list", "shield-check", _acts(Act.SEE_ACCESS_LOG)),
    Entry("Akun Saya", "account:profile", "person-circle"),
]


def sidebar(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `navigation` and `place`, the words for where she works. Nothing before sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "place": ""}
    page = getattr(request.resolver_match, "view_name", "")
    path = next((reverse(entry.url_name) for entry in ENTRIES if page in entry.holds), request.path)
    lines = [_line(entry, path) for entry in ENTRIES if entry.is_for(user)]
    return {"navigation": _only_deepest([line for line in lines if line]), "place": _place(user)}


def _line(entry: Entry, path: str) -> dict[str, object] | None:
    """The entry as the template takes it; nothing while its room has no address."""
    try:
        url = reverse(entry.url_name)
    except NoReverseMatch:
        return None
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
