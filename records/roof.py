"""What the records register with the roof."""

from celery.schedules import crontab
from django.db.models import Exists

from foundation.jobs import Job, jobs
from foundation.reasons import ReasonKind, reason_kinds
from offices.navigation import NavigationEntry, navigation
from offices.roles import Act
from participants.listing import people_columns, people_filters
from records import list_parts
from records.facts import Fact, facts
from records.models import BEYOND_REGISTRATION, StageRecordQuerySet

STAGES = [(code.value, f"{code.value} {code.label}") for code in BEYOND_REGISTRATION]


def register() -> None:
    """Stages and their days in the list of people; what stages expect, weighed nightly."""
    reason_kinds.register(
        ReasonKind(
            "early",
            "Tanggal mendahului pendaftaran",
            (
                "Sudah dibina sebelum terdaftar",
                "Pendaftaran di kertas lebih dahulu, dientri kemudian",
                "Kegiatan rintisan sebelum program",
            ),
        ),
        ReasonKind(
            "correction",
            "Koreksi daftar hadir",
            (
                "Salah centang",
                "Tertukar dengan orang lain",
                "Tidak hadir sampai selesai",
            ),
        ),
        ReasonKind(
            "elsewhere",
            "Hadir di dua kegiatan sehari",
            (
                "Kegiatan berbeda jam",
                "Diwakili anggota keluarga atau karyawan",
                "Yang lain keliru dan akan dikoreksi",
            ),
        ),
        ReasonKind(
            "attended",
            "Tahap sebelumnya belum diikuti",
            (
                "Dijadwalkan menyusul",
                "Pernah mengikuti di luar program",
                "Diminta sudin pengampu",
            ),
        ),
    )
    people_filters.register(*list_parts.FILTERS)
    people_columns.register(*list_parts.COLUMNS)
    facts.register(Fact("attended", "Sudah mengikuti", STAGES, "belum {}", attended))
    jobs.register(Job("records.tasks.weigh_expectations", every=crontab(hour=3, minute=10)))
    navigation.register(
        NavigationEntry(
            "Aturan",
            "expectations:list",
            "list-check",
            frozenset({Act.KEEP_RULES}),
            frozenset({"reasons:list", "reasons:new", "reasons:edit"}),
        )
    )


def attended(records: StageRecordQuerySet, stage: str) -> Exists:
    """The stage is recorded of her."""
    return Exists(records.filter(stage=stage))
