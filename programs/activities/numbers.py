"""How many were asked, how many came, and how many of them unasked, in words."""

from foundation.numbers import grouped


def came_words(came: int, listed: int, uninvited: int, among: str = "undangan") -> str:
    """ "504 hadir dari 800 undangan, 12 tanpa undangan": `listed` are those who were asked, `uninvited` some of who came."""
    beside = f", {grouped(uninvited)} tanpa undangan" if uninvited else ""
    return f"{grouped(came)} hadir dari {grouped(listed)} {among}{beside}"
