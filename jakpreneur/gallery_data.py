"""What the gallery shows: the city's own target lines, and people who do not exist."""

# ruff: noqa: E501 - one row a line reads better here

from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace as Thing
from uuid import UUID

LINES = [
    ("PPKUKM · UKM", 9968, 7412), ("PPKUKM · IKM", 2668, 2701), ("Sosial", 214, 198), ("Parekraf", 200, 81),
    ("Nakertransgi", 700, 540), ("PPAPP", 560, 431), ("KPKP", 1120, 1004),
]  # fmt: skip
lines = [
    Thing(
        name=name, target=target, result=result, percent=round(result / target * 100, 2), left=max(target - result, 0)
    )
    for name, target, result in LINES
]
total = Thing(target=15430, result=12367, percent=80.15, left=3063, elapsed=86.4)

KECAMATAN = {
    "Cengkareng": "Cengkareng Barat,Duri Kosambi,Rawa Buaya,Kedaung Kali Angke,Kapuk,Cengkareng Timur",
    "Grogol Petamburan": "Grogol,Tanjung Duren Utara,Tomang,Jelambar,Tanjung Duren Selatan,Jelambar Baru,Wijaya Kusuma",
    "Taman Sari": "Taman Sari,Krukut,Maphar,Tangki,Mangga Besar,Keagungan,Glodok,Pinangsia",
    "Tambora": "Tambora,Kali Anyar,Duri Utara,Tanah Sereal,Krendang,Jembatan Besi,Angke,Jembatan Lima,Pekojan,Roa Malaka,Duri Selatan",
    "Kebon Jeruk": "Kebon Jeruk,Sukabumi Utara,Sukabumi Selatan,Kelapa Dua,Duri Kepa,Kedoya Utara,Kedoya Selatan",
    "Kalideres": "Kalideres,Semanan,Tegal Alur,Kamal,Pegadungan",
    "Pal Merah": "Palmerah,Slipi,Kota Bambu Utara,Jatipulo,Kemanggisan,Kota Bambu Selatan",
    "Kembangan": "Kembangan Utara,Meruya Utara,Meruya Selatan,Srengseng,Joglo,Kembangan Selatan",
}


def _row(name: str, result: int, percent: float | None, inside: Sequence[Thing] = ()) -> Thing:
    question = Thing(board_url="#", why_url="#")
    numbers: dict[str, object] = {"result": result, "percent": percent, "target": percent, "level": 0}
    return Thing(name=name, question=question, inside=inside, **numbers)


def _tiles(names: list[str], seed: int) -> list[Thing]:
    shares = [(seed * 37 + place * 23) % 118 + 6 for place, _ in enumerate(names)]
    return [_row(name, share * 2, None if share > 120 else share) for name, share in zip(names, shares, strict=True)]


areas = [
    _row(name, 1240, round(52.3 + 7.1 * place, 1), _tiles(words.split(","), place + 1))
    for place, (name, words) in enumerate(KECAMATAN.items())
]
KELURAHAN = [("", "Pilih kelurahan"), *[(word, word) for words in KECAMATAN.values() for word in words.split(",")]]

STAGES = [
    ("P1", "Pendaftaran", 284164), ("P2", "Pelatihan", 176891), ("P3", "Pendampingan", 157498), ("P4", "Perizinan", 148374),
    ("P5", "Pemasaran", 44456), ("P6", "Pelaporan Keuangan", 32883), ("P7", "Permodalan", 6159),
]  # fmt: skip
stages = [Thing(code=code, name=name, people=people) for code, name, people in STAGES]
_before = [None, *[people for _, _, people in STAGES]]
funnel = {
    "stages": [
        {
            "code": code,
            "name": name,
            "people": people,
            "of_first": round(people / STAGES[0][2] * 100, 1),
            "of_previous": before and round(people / before * 100, 1),
        }
        for (code, name, people), before in zip(STAGES, _before, strict=False)
    ]
}
funnel_rows = [[f"{s['code']} {s['name']}", s["people"], s["of_first"], s["of_previous"]] for s in funnel["stages"]]

_MONTHS = [f"2020-{month:02}-15" for month in range(1, 13)]
_RESULT = [310, 870, 1420, 1610, 1830, 2950, 4480, 6230, 8140, 9950, 11480, 12367]
_LINE = [round(15430 * (n + 1) / 12) for n in range(12)]
trend = {"days": _MONTHS, "result": _RESULT, "line": _LINE, "target": 15430}
trend_rows = [list(row) for row in zip(_MONTHS, _RESULT, _LINE, strict=True)]

people = [
    Thing(name="Siti Rahmawati", nik="3173••••••••••••", place="Duri Kepa", line="PPAPP", done=["P1", "P2", "P4"], state="Terverifikasi", tone="good"),
    Thing(name="Muhammad Ilham Nurhidayat Kusumawardhana", nik="3174••••••••••••", place="Sukabumi Selatan", line="PPKUKM · UKM", done=["P1"], state="Menunggu verifikasi", tone="warn"),
    Thing(name="Yohana Tambunan", nik="1271••••••••••••", place="Kelapa Dua", line="KPKP", done=["P1", "P2", "P3", "P4", "P5", "P6", "P7"], state="Terverifikasi", tone="good"),
    Thing(name="Agus Salim", nik="3173••••••••••••", place="Kedoya Utara", line="Sosial", done=["P1", "P3"], state="Dikembalikan", tone="bad"),
]  # fmt: skip
rows = [
    Thing(stage=stages[0], done_on="1 November 2026", detail="Kelurahan Duri Kepa"),
    Thing(stage=stages[1], done_on="5 November 2026", detail="2 kali, Sudin PPAPP", url="#", action="Tambah"),
    Thing(stage=stages[3], referred="Dirujuk ke Sudin PPKUKM sampai 30 November 2026", url="#"),
    Thing(stage=stages[6], detail="diajukan ke Bank Jakarta, Rp10.000.000", url="#"),
]
pairs = [
    ("Nama", "Siti Rahmawati"),
    ("NIK", "3173••••••••••••"),
    ("Tempat lahir, umur", "Jakarta, 36 tahun pada 2026"),
    ("Nama usaha", "Dapur Bu Siti"),
    ("Omzet per bulan", "Rp4.500.000"),
    ("Surel", None),
]
steps = ["Periksa NIK", "Isi formulir", "Tanda terima"]
tabs = [
    Thing(label="Perlu diverifikasi", url="#", active=True, count=1204),
    Thing(label="Dirujuk ke kami", url="#", active=False, count=3),
    Thing(label="Tanpa bukti", url="#", active=False, count=None),
]
chips = [Thing(label="Kelurahan: Duri Kepa", url="#"), Thing(label="Belum P4", url="#")]
events = [
    Thing(
        title="P4 Perizinan tercatat",
        text="NIB 9120 0000 00001, dirujuk dari PPAPP",
        at="12 November 2026 pukul 14.30 WIB",
        by="Dewi, Sudin PPKUKM",
        tone="good",
    ),
    Thing(
        title="Dikembalikan",
        text="Foto KTP tidak terbaca.",
        at="3 November 2026 pukul 09.12 WIB",
        by="Rina, Sudin PPAPP",
        tone="bad",
    ),
    Thing(
        title="Terdaftar", text="", at="1 November 2026 pukul 10.05 WIB", by="Budi, Kelurahan Duri Kepa", tone="info"
    ),
]
_DAY = datetime(2026, 11, 12, tzinfo=UTC)
files = [
    Thing(public_id=UUID(int=0), name="NIB-9120000000001.pdf", content_type="application/pdf", added_at=_DAY),
    Thing(public_id=UUID(int=1), name="Foto stan bazar.jpg", content_type="image/jpeg", added_at=_DAY),
]
changes = [
    Thing(label="Nomor HP", theirs="0812••••4411", yours="0813••••9020"),
    Thing(label="Tenaga kerja", theirs=3, yours=4),
]
warnings = [
    "Tanggal lahir berbeda dengan yang tersirat pada NIK. Periksa KTP.",
    "Kode kecamatan pada NIK tidak dikenal.",
]
older = Thing(previous="abc", next="def")

REASONS = ("NIB sedang diurus", "Sudah terbit, nomornya menyusul", "Terkendala OSS")
