"""What the targets register with the roof."""

from foundation.reasons import ReasonKind, reason_kinds
from offices.navigation import NavigationEntry, navigation
from offices.roles import Act
from records.marks import Mark, marks
from targets import lateness


def register() -> None:
    """The decisions that set targets, and the mark of records that came late for them."""
    marks.register(Mark(lateness.MARK, lateness.late_among))
    reason_kinds.register(
        ReasonKind(
            "target_value",
            "Nilai target tidak lazim",
            (
                "Sesuai dokumen keputusan, sudah diperiksa",
                "Program baru, tahun lalu belum berjalan penuh",
                "Target mencakup kegiatan tambahan",
            ),
        ),
        ReasonKind(
            "target_difference",
            "Selisih jumlah target",
            (
                "Sesuai dokumen keputusan, selisih dibiarkan terlihat",
                "Angka yang diumumkan dibulatkan",
                "Menunggu pembetulan dokumen",
            ),
        ),
    )
    navigation.register(
        NavigationEntry("Target", "targets:list", "bullseye", frozenset({Act.SEE_CITY, Act.SET_TARGETS}))
    )
