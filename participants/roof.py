"""What the participants' storey registers with the roof."""

from foundation.reasons import ReasonKind, reason_kinds
from offices.navigation import NavigationEntry, StartPage, navigation, start_pages
from offices.roles import Act, Role
from participants import list_parts
from participants.listing import people_columns, people_filters


def register() -> None:
    """The access log, and what the list of people shows of the persons themselves."""
    reason_kinds.register(
        ReasonKind(
            "identity",
            "Data berbeda dengan NIK",
            (
                "NIK pada KTP memang demikian, sudah dicocokkan",
                "Tanggal lahir pada KTP keliru, sedang diperbaiki di Dukcapil",
                "Pindahan dari daerah lain, NIK lama",
                "NIK diterbitkan sebelum pembetulan data",
            ),
        ),
    )
    navigation.register(
        NavigationEntry("Catatan akses", "access:list", "shield-check", frozenset({Act.SEE_ACCESS_LOG}))
    )
    start_pages.register(StartPage("access:list", frozenset({Role.DPO})))
    people_filters.register(*list_parts.FILTERS)
    people_columns.register(*list_parts.COLUMNS)
