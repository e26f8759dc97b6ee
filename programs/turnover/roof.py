"""What turnover registers with the roof."""

from django.db.models import Count, Exists

from foundation.reasons import ReasonKind, reason_kinds
from programs.turnover.models import TurnoverReport
from records.facts import Fact, facts
from records.models import StageCode, StageRecordQuerySet
from records.subjects import Subject, subjects


def register() -> None:
    """Monthly reports on the person's page, and of how many months there are some."""
    reason_kinds.register(
        ReasonKind(
            "months_reported",
            "Laporan omzet belum cukup",
            (
                "Laporan menyusul",
                "Pembukuan diperiksa oleh pemberi modal",
                "Usaha baru berjalan",
            ),
        ),
        ReasonKind(
            "running_month",
            "Bulan belum berakhir",
            (
                "Usaha tutup sampai akhir bulan",
                "Peserta melapor lebih awal",
                "Angka akan diperbaiki setelah bulan berakhir",
            ),
        ),
        ReasonKind(
            "before_business",
            "Sebelum usaha dimulai",
            (
                "Usaha dimulai lebih awal daripada yang tercatat",
                "Omzet usaha lain",
                "Tanggal mulai usaha akan diperbaiki",
            ),
        ),
    )
    subjects.register(
        Subject(
            TurnoverReport,
            StageCode.REPORTING,
            "turnover/_panel.html",
            form="turnover:record",
            action="Isi omzet",
            mends=True,
        )
    )
    months = [(str(n), f"{n} bulan") for n in range(1, 13)]
    facts.register(Fact("months_reported", "Melaporkan omzet sedikitnya", months, "laporan belum {}", months_reported))


def months_reported(records: StageRecordQuerySet, least: str) -> Exists:
    """Turnover is recorded for at least so many months."""
    reports = records.filter(stage=StageCode.REPORTING).values("participant")
    return Exists(reports.annotate(months=Count("month", distinct=True)).filter(months__gte=int(least)))
