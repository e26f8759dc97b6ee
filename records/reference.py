"""Reference data of the programme: the seven stages, and what they expect to begin with."""

from datetime import date

from records.models import Expectation, Stage, StageCode

UNITS = {
    StageCode.REGISTRATION: "pendaftaran",
    StageCode.TRAINING: "kehadiran",
    StageCode.MENTORING: "kunjungan",
    StageCode.PERMIT: "izin",
    StageCode.MARKETING: "hari bazar atau toko daring",
    StageCode.REPORTING: "laporan",
    StageCode.CAPITAL: "pinjaman",
}
"""What one record of each stage is called."""

STAGES: list[tuple[str, str, str]] = [(code.value, code.label, UNITS[code]) for code in StageCode]
"""Code, name and unit of each, in their order."""

EXPECTATIONS: list[tuple[StageCode, str, str, date, str]] = [
    (
        StageCode.TRAINING,
        "has_permit",
        "nib",
        date(2024, 1, 1),
        "Peserta belum memiliki NIB (P4). Sejak 2024 pelatihan mensyaratkan NIB.",
    ),
    (
        StageCode.CAPITAL,
        "months_reported",
        "3",
        date(2000, 1, 1),
        "Peserta belum memiliki laporan keuangan (P6) untuk tiga bulan.",
    ),
]
"""Stage, fact, parameter, first day and words of what a new database expects; administrators change it afterwards."""


def load() -> None:
    """Bring the stages to what this page and their codes say; give expectations where there are none yet."""
    for position, (code, name, unit) in enumerate(STAGES, start=1):
        Stage.objects.update_or_create(code=code, defaults={"name": name, "unit": unit, "position": position})
    if not Expectation.objects.exists():
        Expectation.objects.bulk_create(
            Expectation(stage_id=stage, fact=fact, parameter=parameter, starts_on=starts_on, words=words)
            for stage, fact, parameter, starts_on, words in EXPECTATIONS
        )
