"""What a number means, in the words of the page that explains it."""

from datetime import date

from foundation.days import long_date
from offices.models import Region
from records.models import Stage, StageCode
from reports.figures.question import Question
from targets.models import Unit

WHO: dict[str, str] = {
    StageCode.REGISTRATION: "orang yang terdaftar, dihitung pada hari pendaftarannya, terverifikasi atau belum",
    StageCode.TRAINING: "orang yang untuk pertama kali hadir dalam pelatihan; diundang saja tidak dihitung",
    StageCode.MENTORING: "orang yang untuk pertama kali didampingi",
    StageCode.PERMIT: "orang yang izinnya untuk pertama kali terbit",
    StageCode.MARKETING: "orang yang untuk pertama kali ikut pemasaran (bazar atau toko daring)",
    StageCode.REPORTING: "orang yang untuk pertama kali menyerahkan laporan keuangan",
    StageCode.CAPITAL: "orang yang modalnya untuk pertama kali cair; pengajuan yang belum cair tidak dihitung",
}


def definition(question: Question, stage: Stage | None) -> str:
    """What is counted, in one or two sentences."""
    if stage is None:
        counted = "Catatan sah dari semua tahap."
    elif question.unit == Unit.PEOPLE:
        counted = f"{WHO[stage.code].capitalize()}. Setiap orang dihitung satu kali per tahap."
        counted += " Yang kemudian mengundurkan diri tetap dihitung."
    else:
        counted = f"Setiap {stage.unit} yang sah; seorang peserta dapat memiliki beberapa."
    if question.verified is not None:
        counted += (
            " Hanya yang identitasnya "
            + ("sudah" if question.verified else "belum")
            + " terverifikasi hari ini, bukan pada masa itu."
        )
    if question.known_by:
        return f"{counted} {_known_by(question.known_by)}"
    return counted + " Catatan yang dibatalkan tidak dihitung."


def _known_by(day: date) -> str:
    """What stood at the end of that day, in words."""
    until = long_date(day)
    return (
        f"Dihitung menurut keadaan akhir {until}: yang baru dicatat sesudahnya tidak dihitung, yang baru dibatalkan atau"
        " diperbaiki sesudahnya dihitung seperti tercatat saat itu."
    )


def filters(
    question: Question, stage: Stage | None, region: Region | None, lines: dict[str, str]
) -> list[tuple[str, str]]:
    """The question's filters as names and values."""
    found = [
        ("Tahap", str(stage) if stage else "Semua tahap"),
        ("Dihitung", _counted(question)),
        ("Periode", question.period),
        ("Wilayah", str(region) if region else "Seluruh wilayah tugas"),
        ("Dihitung untuk", ", ".join(lines.get(code, code) for code in question.lines) or "Semua lini"),
        ("Keputusan target", question.decision.title if question.decision else "Periode bebas, tanpa target"),
    ]
    if question.known_by:
        found.insert(3, ("Diketahui sampai", long_date(question.known_by)))
    if question.helper:
        found.insert(5, ("Dilaksanakan oleh", lines.get(question.helper, question.helper)))
    if question.verified is not None:
        found.insert(2, ("Verifikasi", "Sudah terverifikasi" if question.verified else "Belum terverifikasi"))
    return found


def _counted(question: Question) -> str:
    """The unit with what of it counts."""
    which = "capaian pertama" if question.unit == Unit.PEOPLE else "setiap capaian"
    return f"{question.unit_words.capitalize()} ({which})"


def sentence(pairs: list[tuple[str, str]]) -> str:
    """Filters in one line, as logs and files keep them; never a person's name or number."""
    return "; ".join(f"{name}: {value}" for name, value in pairs)
