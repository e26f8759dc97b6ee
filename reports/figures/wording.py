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

CANCELLED = "Yang dibatalkan tidak dihitung."
WITHDREW = "Yang kemudian mengundurkan diri tetap dihitung, karena yang dihitung sudah terjadi."
ONLY_WITHDRAWN = "Hanya dari orang yang hari ini tercatat mengundurkan diri."


def definition(question: Question, stage: Stage | None) -> str:
    """What is counted, in a few sentences: who, of what state today, and what stays out."""
    said = [_what(question, stage), ONLY_WITHDRAWN if question.withdrawn else WITHDREW, _verified(question)]
    said.append(_known_by(question.known_by) if question.known_by else CANCELLED)
    return " ".join(filter(None, said))


def _what(question: Question, stage: Stage | None) -> str:
    if stage is None:
        return "Catatan sah dari semua tahap."
    if question.unit == Unit.PEOPLE:
        return f"{WHO[stage.code].capitalize()}. Setiap orang dihitung satu kali per tahap."
    return f"Setiap {stage.unit} yang sah; seorang peserta dapat memiliki beberapa."


def _verified(question: Question) -> str:
    """That verified is a state of today, wherever the page speaks of it."""
    if question.verified is not None:
        which = "sudah" if question.verified else "belum"
        return f"Hanya yang identitasnya {which} terverifikasi hari ini, bukan pada masa itu."
    speaks_of_it = question.stage == StageCode.REGISTRATION and question.unit == Unit.PEOPLE
    return "Terverifikasi atau belum ialah keadaan hari ini, bukan keadaan pada masa itu." if speaks_of_it else ""


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
        ("Wilayah", region.marked if region else "Seluruh wilayah tugas"),
        ("Dihitung untuk", ", ".join(lines.get(code, code) for code in question.lines) or "Semua lini"),
        ("Keputusan target", question.decision.title if question.decision else "Periode bebas, tanpa target"),
    ]
    if question.known_by:
        found.insert(3, ("Diketahui sampai", long_date(question.known_by)))
    if question.helper:
        found.insert(5, ("Dilaksanakan oleh", lines.get(question.helper, question.helper)))
    if question.verified is not None:
        found.insert(2, ("Verifikasi", "Kini terverifikasi" if question.verified else "Kini belum terverifikasi"))
    if question.withdrawn:
        found.insert(2, ("Keadaan peserta", "Kini mengundurkan diri"))
    return found


def _counted(question: Question) -> str:
    """The unit with what of it counts."""
    which = "capaian pertama" if question.unit == Unit.PEOPLE else "setiap capaian"
    return f"{question.unit_words.capitalize()} ({which})"


def sentence(pairs: list[tuple[str, str]]) -> str:
    """Filters in one line, as logs and files keep them; never a person's name or number."""
    return "; ".join(f"{name}: {value}" for name, value in pairs)
