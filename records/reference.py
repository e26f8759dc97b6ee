"""Reference data of the programme: the seven stages."""

from records.models import Stage

STAGES = [
    (Stage.REGISTRATION, "Pendaftaran", "pendaftaran"),
    (Stage.TRAINING, "Pelatihan", "kehadiran kelas"),
    (Stage.MENTORING, "Pendampingan", "kunjungan"),
    (Stage.PERMIT, "Perizinan", "izin"),
    (Stage.MARKETING, "Pemasaran", "kegiatan pemasaran"),
    (Stage.REPORTING, "Pelaporan Keuangan", "laporan bulanan"),
    (Stage.CAPITAL, "Permodalan", "pencairan"),
]


def load() -> None:
    """Bring the stages to what this page says."""
    for position, (code, name, unit) in enumerate(STAGES, start=1):
        Stage.objects.update_or_create(code=code, defaults={"name": name, "unit": unit, "position": position})
