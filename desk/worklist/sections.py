"""The work list as the page shows it: a few lines of each queue, how many wait, and the way to all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from desk.verifying.views import returned_to
from desk.worklist import queues
from foundation.days import long_date, today
from foundation.numbers import grouped
from offices.models import User
from offices.roles import Act

SHORT = 5
MOST_COUNTED = 1_000
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Item:
    """One line: what it is, where it leads, a second line, and a badge where something presses."""

    title: str
    url: str
    sub: str
    badge: str = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Section:
    """One queue. `waiting` is in words, "1.000+" where there are more than are counted."""

    title: str
    note: str
    icon: str
    items: list[Item]
    waiting: str
    url: str
    empty: str


def sections(user: User) -> list[Section]:
    """What waits for this officer, in the order of urgency; queues that her duties do not have are left out."""
    verify = [_verify(user)] if user.scope.may(Act.VERIFY) else []
    return [*verify, _referred(user), _activities(user), _without_evidence(user), _idle(user)]


def _verify(user: User) -> Section:
    rows = queues.to_verify(user)
    items = [
        _person(person, f"terdaftar {long_date(person.registered_on)}", "verifying:verify") for person in rows[:SHORT]
    ]
    return Section(
        "Menunggu verifikasi",
        "yang terlama di atas",
        "patch-check",
        items,
        _counted(rows, items),
        _url("verifying:list"),
        "Semua pendaftaran sudah diperiksa.",
    )


def returned(user: User) -> Section:
    """Registrations that came back to her, for the start page of those without a work list."""
    rows = returned_to(user).order_by("-registered_on", "-id")
    items = [_person(person, person.identity_note) for person in rows[:SHORT]]
    return Section(
        "Dikembalikan",
        "menunggu Anda perbaiki",
        "arrow-return-left",
        items,
        _counted(rows, items),
        _url("verifying:returned"),
        "Tidak ada yang dikembalikan.",
    )


def _referred(user: User) -> Section:
    rows = queues.referred(user)
    items = [_referral(referral) for referral in rows[:SHORT]]
    return Section(
        "Dirujuk kepada kami",
        "yang segera berakhir di atas",
        "signpost-split",
        items,
        _counted(rows, items),
        _url("referrals:list"),
        "Tidak ada rujukan yang menunggu.",
    )


def _referral(referral) -> Item:
    person = referral.participant
    sender = f"dari {referral.from_sudin}" if referral.from_sudin else "dari kelurahan"
    soon = referral.ends_on - today() <= SOON
    return Item(
        person.name,
        _url("person:detail", person.public_id),
        f"{referral.stage}, {sender}, batas {long_date(referral.ends_on)}",
        "segera berakhir" if soon else "",
        "warn",
    )


def _activities(user: User) -> Section:
    """Classes without attendance first, then classes and bazaars to come by their day."""
    late = [_class(held, "kehadiran belum dicatat", "warn") for held in queues.without_attendance(user)[:SHORT]]
    coming = [(one.starts_on, _class(one)) for one in queues.classes(user)[:SHORT]]
    coming += [(one.starts_on, _bazaar(one)) for one in queues.bazaars(user)[:SHORT]]
    items = late + [item for _, item in sorted(coming, key=lambda row: row[0])]
    return Section(
        "Kelas dan bazar kami",
        "hari ini dan mendatang",
        "calendar-event",
        items,
        str(len(items)) if items else "",
        _url("training:list"),
        "Tidak ada kelas atau bazar yang dijadwalkan.",
    )


def _class(one, badge: str = "", tone: str = "info") -> Item:
    sub = f"{_when(one)}, {one.place}; {grouped(one.invited)} diundang dari {grouped(one.seats)} kursi"
    return Item(one.title, _url("training:detail", one.public_id), sub, badge or _today(one), tone)


def _bazaar(one) -> Item:
    sub = f"{_when(one)}, {one.place}; {grouped(one.chosen)} dari {grouped(one.stands)} stan terisi"
    return Item(one.name, _url("bazaars:detail", one.public_id), sub, _today(one), "info")


def _without_evidence(user: User) -> Section:
    rows = queues.without_evidence(user)
    items = [
        Item(
            record.participant.name,
            _url("person:detail", record.participant.public_id),
            f"{record.stage}, {long_date(record.occurred_on)}",
        )
        for record in rows[:SHORT]
    ]
    return Section(
        "Belum berbukti",
        "catatan setahun terakhir tanpa bukti dukung",
        "paperclip",
        items,
        _counted(rows, items),
        _url("worklist:without_evidence"),
        "Semua catatan setahun terakhir berbukti.",
    )


def _idle(user: User) -> Section:
    items = [_person(person, _since(person.last_activity_on)) for person in queues.idle(user)[:SHORT]]
    return Section(
        "Terlama tanpa kegiatan",
        "peserta aktif binaan kami",
        "hourglass-split",
        items,
        "",
        _url("worklist:idle"),
        "Belum ada peserta binaan.",
    )


def _person(person, sub: str, name: str = "person:detail") -> Item:
    return Item(person.name, _url(name, person.public_id), f"{person.kelurahan.name}, {sub}")


def _since(day: date) -> str:
    return f"kegiatan terakhir {long_date(day)}"


def _when(one) -> str:
    return (
        long_date(one.starts_on)
        if one.starts_on == one.ends_on
        else f"{long_date(one.starts_on)} – {long_date(one.ends_on)}"
    )


def _today(one) -> str:
    return "hari ini" if one.starts_on <= today() <= one.ends_on else ""


def _counted(rows: QuerySet, items: Iterable[Item]) -> str:
    """How many wait; counted only as far as it helps."""
    items = list(items)
    if len(items) < SHORT:
        return str(len(items)) if items else ""
    many = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{grouped(MOST_COUNTED)}+" if many > MOST_COUNTED else grouped(many)


def _url(name: str, *args: object) -> str:
    """The address; nothing while that room has no page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
