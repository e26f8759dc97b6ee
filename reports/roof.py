"""What the reports register with the roof."""

from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role


def register() -> None:
    """The dashboards: an area's own, where its people begin, and the one of all questions."""
    navigation.register(
        NavigationEntry("Beranda", "board:own", "house", frozenset({Act.SEE_FIGURES}), only_start=True),
        NavigationEntry("Dasbor", "board:start", "speedometer2", frozenset({Act.SEE_FIGURES})),
    )
    start_pages.register(
        StartPage("board:own", frozenset({Role.KELURAHAN, Role.LURAH, Role.CAMAT})),
        StartPage("board:start", frozenset({Role.PEREKONOMIAN, Role.WALIKOTA, Role.ASEKBANG})),
    )
