"""What the ground itself registers with the roof."""

from celery.schedules import crontab

from foundation import health
from foundation.health import HealthCheck, health_checks
from foundation.jobs import Job, jobs

START_DATABASE = "Periksa PostgreSQL dan lognya; bila baru diperbarui, mulai ulang PostgreSQL."
PREPARE = "Jalankan manage.py prepare."
OTHER_KEYS = "Kunci pengaturan bukan kunci basis data ini: kembalikan dari cadangan, lalu mulai ulang."
MAKE_ROOM = "Periksa MEDIA_ROOT dan pemiliknya; bila hampir penuh, kosongkan ruang atau perbesar disknya."
NAME_PROXY = (
    "Tidak ada proksi yang memutus pengirim lambat: pasang nginx seperti docs/operasi.md, lalu isi TRUSTED_PROXIES."
)
START_WORKER = "Pekerja Celery atau Redis tidak bekerja: periksa lognya, lalu mulai ulang. Angka tetap tepat."
START_CLOCK = "Penjadwal (Celery beat) atau Redis tidak bekerja: periksa lognya, lalu mulai ulang."


def register() -> None:
    """Whether we can serve, and the jobs that keep the machinery's own rows in order."""
    health_checks.register(
        HealthCheck("database", health.database, needed=True, advice=START_DATABASE),
        HealthCheck("migrations", health.migrations, needed=True, advice=PREPARE),
        HealthCheck("columns", health.columns, needed=True, advice=PREPARE),
        HealthCheck("keys", health.keys, needed=True, advice=OTHER_KEYS),
        HealthCheck("writing", health.writing, needed=True, advice=START_DATABASE),
        HealthCheck("disk", health.disk, advice=MAKE_ROOM),
        HealthCheck("proxy", health.proxy, advice=NAME_PROXY),
        HealthCheck("worker", health.worker, advice=START_WORKER),
        HealthCheck("clock", health.clock, advice=START_CLOCK),
    )
    jobs.register(
        Job("foundation.tasks.pulse", every=20),
        Job("foundation.tasks.tidy", every=3600),
        Job("foundation.tasks.settle_files", every=300),
        Job("foundation.tasks.sweep_files", every=crontab(hour=2, minute=30)),
    )
