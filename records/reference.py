"""Reference data of the programme: the seven stages."""

from records.models import Stage, StageCode

UNITS = {
    StageCode.REGISTRATION: "pendaftaran",
    StageCode.TRAINING: "kehadiran kelas",
    StageCode.MENTORING: "kunjungan",
    StageCode.PERMIT: "izin",
    StageCode.MARKETING: "kegiatan pemasaran",
    StageCode.REPORTING: "laporan bulanan",
    StageCode.CAPITAL: "pencairan",
}
"""What one record of each stage is called."""

STAGES: list[tuple[str, str, str]] = [(code.value, code.label, UNITS[code]) for code in StageCode]
"""Code, name and unit of each, in their order."""


def load() -> None:
    """Bring the stages to what this page and their codes say."""
    for position, (code, name, unit) in enumerate(STAGES, start=1):
        Stage.objects.update_or_create(code=code, defaults={"name": name, "unit": unit, "position": position})
