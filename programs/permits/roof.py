"""What the permits register with the roof."""

from django.db.models import Exists

from foundation.reasons import ReasonKind, reason_kinds
from programs.permits.models import Permit, PermitKind
from records.facts import Fact, facts
from records.models import StageCode, StageRecordQuerySet
from records.subjects import Subject, subjects


def register() -> None:
    """Permits on the person's page, and that she has one of a kind."""
    reason_kinds.register(
        ReasonKind(
            "has_permit",
            "Izin belum dimiliki",
            (
                "NIB sedang diurus",
                "Sudah terbit, nomornya menyusul",
                "Baru merintis usaha, NIB diurus sesudah pelatihan",
                "Terkendala OSS",
            ),
        ),
        ReasonKind(
            "permit_taken",
            "Nomor izin dipakai peserta lain",
            (
                "Usaha keluarga dengan satu izin",
                "Izin peserta lain salah catat, akan dibatalkan",
                "Berganti pemilik usaha",
            ),
        ),
        ReasonKind(
            "permit_expired",
            "Izin sudah berakhir",
            (
                "Perpanjangan sedang diurus",
                "Dicatat sebagai riwayat",
                "Masa berlaku pada dokumen keliru",
            ),
        ),
    )
    subjects.register(
        Subject(
            Permit,
            StageCode.PERMIT,
            "permits/_panel.html",
            form="permits:record",
            action="Catat izin",
            mends=True,
        )
    )
    facts.register(Fact("has_permit", "Memiliki", PermitKind.choices, "belum {}", has_permit))


def has_permit(records: StageRecordQuerySet, kind: str) -> Exists:
    """A permit of this kind is recorded of her."""
    return Exists(records.filter(stage=StageCode.PERMIT, permit__kind=kind))
