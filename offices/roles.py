"""Who may do what: the one table that pages, API, verbs and navigation ask."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import models

from offices.regions import Level


class Role(models.TextChoices):
    KELURAHAN = "kelurahan", "Petugas kelurahan"
    KECAMATAN = "kecamatan", "Petugas kecamatan"
    LURAH = "lurah", "Lurah"
    CAMAT = "camat", "Camat"
    KASATLAK = "kasatlak", "Kasatlak/Kasatpel"
    PENDAMPING = "pendamping", "Pendamping"
    SUDIN = "sudin", "Petugas sudin"
    KASUDIN = "kasudin", "Kasudin"
    PEREKONOMIAN = "perekonomian", "Bagian Perekonomian"
    WALIKOTA = "walikota", "Wali Kota"
    SEKRETARIS = "sekretaris", "Sekretaris Kota"
    ASEKBANG = "asekbang", "Asekbang"
    STAFF_LURAH = "staf_lurah", "Staf a.n. Lurah"
    STAFF_CAMAT = "staf_camat", "Staf a.n. Camat"
    STAFF_WALIKOTA = "staf_walikota", "Staf a.n. Wali Kota"
    ADMINISTRATOR = "administrator", "Administrator"
    DPO = "dpo", "Pejabat Pelindungan Data Pribadi"


class Act(StrEnum):
    SEE_FIGURES = "see_figures"
    SEE_PEOPLE = "see_people"
    SEE_PEOPLE_WITH_REASON = "see_people_with_reason"
    REVEAL = "reveal"
    REGISTER = "register"
    CORRECT = "correct"
    VERIFY = "verify"
    REFER = "refer"
    RECORD_STAGE = "record_stage"
    RECORD_VISIT = "record_visit"
    WITHDRAW = "withdraw"
    RUN_ACTIVITIES = "run_activities"
    SET_TARGETS = "set_targets"
    SEE_CITY = "see_city"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_ACCESS_LOG = "see_access_log"
    KEEP_RULES = "keep_rules"


ACT_WORDS = {
    Act.SEE_FIGURES: "Melihat angka",
    Act.SEE_PEOPLE: "Melihat data peserta",
    Act.SEE_PEOPLE_WITH_REASON: "Melihat daftar nama di balik angka, dengan alasan yang dicatat",
    Act.REVEAL: "Membuka NIK, KK, tanggal lahir, kontak, dan alamat lengkap (dicatat)",
    Act.REGISTER: "Mendaftarkan peserta",
    Act.CORRECT: "Memperbaiki data peserta",
    Act.VERIFY: "Memverifikasi atau mengembalikan pendaftaran",
    Act.REFER: "Merujuk peserta ke sudin lain",
    Act.RECORD_STAGE: "Mencatat dan membatalkan tahap",
    Act.RECORD_VISIT: "Mencatat pendampingan",
    Act.WITHDRAW: "Mengundurkan, mengaktifkan kembali, dan menandai salah daftar",
    Act.RUN_ACTIVITIES: "Mengelola kelas pelatihan dan bazar",
    Act.SET_TARGETS: "Menetapkan target",
    Act.SEE_CITY: "Melihat dasbor seluruh kota",
    Act.MANAGE_ACCOUNTS: "Mengelola pengguna dan tugas",
    Act.SEE_ACCESS_LOG: "Melihat catatan akses data pribadi",
    Act.KEEP_RULES: "Mengatur syarat tahap dan pilihan alasan",
}


@dataclass(frozen=True)
class RoleRule:
    """What a duty in this role gives: its acts, within its region and, where `by_sudin`, its sudin.

    `stands_for`: the office in whose name its holder works, with the same rights, for a time that has an end.
    """

    acts: frozenset[Act]
    level: Level
    by_sudin: bool = False
    second_factor: bool = True
    stands_for: Role | None = None


def _acts(*acts: Act) -> frozenset[Act]:
    return frozenset(acts)


_READER = _acts(Act.SEE_FIGURES, Act.SEE_PEOPLE)
_CLERK = _READER | _acts(Act.REGISTER, Act.CORRECT, Act.REFER, Act.REVEAL, Act.WITHDRAW)

_OFFICES: dict[Role, RoleRule] = {
    Role.KELURAHAN: RoleRule(_CLERK, Level.KELURAHAN, second_factor=False),
    Role.KECAMATAN: RoleRule(_CLERK, Level.KECAMATAN),
    Role.LURAH: RoleRule(_READER, Level.KELURAHAN, second_factor=False),
    Role.CAMAT: RoleRule(_READER, Level.KECAMATAN),
    Role.KASATLAK: RoleRule(
        _READER | _acts(Act.RECORD_STAGE, Act.RECORD_VISIT, Act.REVEAL), Level.KECAMATAN, by_sudin=True
    ),
    Role.PENDAMPING: RoleRule(
        _READER | _acts(Act.RECORD_STAGE, Act.RECORD_VISIT, Act.REVEAL), Level.KECAMATAN, by_sudin=True
    ),
    Role.SUDIN: RoleRule(
        _READER
        | _acts(
            Act.REVEAL,
            Act.REGISTER,
            Act.CORRECT,
            Act.VERIFY,
            Act.REFER,
            Act.RECORD_STAGE,
            Act.RECORD_VISIT,
            Act.WITHDRAW,
            Act.RUN_ACTIVITIES,
        ),
        Level.KOTA,
        by_sudin=True,
    ),
    Role.KASUDIN: RoleRule(_READER, Level.KOTA, by_sudin=True),
    Role.PEREKONOMIAN: RoleRule(
        _acts(Act.SEE_FIGURES, Act.SEE_CITY, Act.SEE_PEOPLE_WITH_REASON, Act.SET_TARGETS), Level.KOTA
    ),
    Role.WALIKOTA: RoleRule(_acts(Act.SEE_FIGURES, Act.SEE_CITY), Level.KOTA),
    Role.SEKRETARIS: RoleRule(_acts(Act.SEE_FIGURES, Act.SEE_CITY), Level.KOTA),
    Role.ASEKBANG: RoleRule(_acts(Act.SEE_FIGURES, Act.SEE_CITY), Level.KOTA),
    Role.ADMINISTRATOR: RoleRule(_acts(Act.MANAGE_ACCOUNTS, Act.KEEP_RULES), Level.KOTA),
    Role.DPO: RoleRule(_acts(Act.SEE_ACCESS_LOG), Level.KOTA),
}
_STAFF = {Role.STAFF_LURAH: Role.LURAH, Role.STAFF_CAMAT: Role.CAMAT, Role.STAFF_WALIKOTA: Role.WALIKOTA}

ROLE_TABLE: dict[Role, RoleRule] = _OFFICES | {
    staff: replace(_OFFICES[office], stands_for=office) for staff, office in _STAFF.items()
}
