"""The sections that the desk itself brings to the work list and to the start page of an area."""

from datetime import date

from django.urls import reverse

from desk.verifying.views import returned_to
from desk.worklist import queues
from foundation.days import long_date
from offices.roles import Act
from offices.users import User
from offices.worklist import Waiting, WorkLine, WorkSection, queue
from participants.models import Participant
from programs.activities.agenda import agenda_of
from records.models import StageRecord


def _person(person: Participant, sub: str, url: str = "") -> WorkLine:
    return WorkLine(person.name, f"{person.kelurahan.marked_name}, {sub}", url, None if url else person.public_id)


def _to_verify(person: Participant) -> WorkLine:
    url = reverse("verifying:verify", args=[person.public_id])
    return _person(person, f"terdaftar {long_date(person.registered_on)}", url)


def _without_evidence(record: StageRecord) -> WorkLine:
    sub = f"{record.stage}, {long_date(record.occurred_on)}"
    return WorkLine(record.participant.name, sub, reverse("records:detail", args=[record.public_id]))


def _idle(user: User) -> Waiting:
    return queue(queues.idle(user), lambda person: _person(person, _since(person.last_activity_on)), counted=False)


def _since(day: date) -> str:
    return f"kegiatan terakhir {long_date(day)}"


def _returned(user: User) -> Waiting:
    rows = returned_to(user).order_by("-registered_on", "-id")
    return queue(rows, lambda person: _person(person, person.identity_note))


VERIFY = WorkSection(
    "verify",
    "Menunggu verifikasi",
    "yang terlama di atas",
    "patch-check",
    "verifying:list",
    "Semua pendaftaran sudah diperiksa.",
    lambda user: queue(queues.to_verify(user), _to_verify),
    frozenset({Act.VERIFY}),
)
RETURNED = WorkSection(
    "returned",
    "Dikembalikan",
    "menunggu Anda perbaiki",
    "arrow-return-left",
    "verifying:returned",
    "Tidak ada yang dikembalikan.",
    _returned,
    frozenset({Act.CORRECT}),
)
ACTIVITIES = WorkSection(
    "activities",
    "Kelas dan bazar kami",
    "hari ini dan mendatang",
    "calendar-event",
    "training:list",
    "Tidak ada kelas atau bazar yang dijadwalkan.",
    agenda_of,
)
WITHOUT_EVIDENCE = WorkSection(
    "without_evidence",
    "Belum berbukti",
    "catatan setahun terakhir tanpa bukti dukung",
    "paperclip",
    "worklist:without_evidence",
    "Semua catatan setahun terakhir berbukti.",
    lambda user: queue(queues.without_evidence(user), _without_evidence),
)
IDLE = WorkSection(
    "idle",
    "Terlama tanpa kegiatan",
    "peserta aktif binaan kami",
    "hourglass-split",
    "worklist:idle",
    "Belum ada peserta binaan.",
    _idle,
)
