"""Filters of the dashboards: what the address asks, made a question the officer may ask."""

from datetime import date
from typing import cast

from django import forms

from foundation.days import today
from foundation.formfields import DayField
from foundation.forms import PortalForm
from offices.models import Sudin, User
from records.reference import STAGES
from reports.figures.choices import QuestionChoices
from reports.figures.question import FREE, UNIT_WORDS, VERIFIED_WORDS, Question
from reports.figures.reading import READER
from reports.figures.spans import Span
from targets.models import Unit
from targets.sums import TargetTable

UNITS = {words: unit for unit, words in UNIT_WORDS.items()}
VERIFIED = {words: verified for verified, words in VERIFIED_WORDS.items()}


def _lines_of(sudins: list[Sudin]) -> list[tuple[str, str]]:
    """Each sudin, and beneath it its lines where it has several."""
    found = [(sudin.code, str(sudin)) for sudin in sudins]
    lines = [(line.code, line.name) for sudin in sudins for line in sudin.lines.all() if line.code != sudin.code]
    return sorted(found + lines)


def _choice(label: str, **kwargs) -> forms.ChoiceField:
    unknown = {"invalid_choice": "Pilihan ini tidak ada atau berada di luar tugas Anda."}
    return forms.ChoiceField(label=label, required=False, error_messages=unknown, **kwargs)


class QuestionForm(PortalForm):
    """Everything is optional; what is left out is what the officer begins with. Use inside `reading()`."""

    keputusan = _choice("Keputusan target")
    tahap = _choice(
        "Tahap yang dihitung",
        choices=[("", "Menurut keputusan"), *[(code, f"{code} {name}") for code, name, _ in STAGES]],
    )
    wilayah = _choice("Wilayah", widget=forms.Select(attrs={"data-select": ""}))
    lini = _choice("Sudin atau lini")
    mulai = DayField(label="Periode bebas, mulai", required=False)
    sampai = DayField(label="Sampai", required=False)
    hitung = _choice("Hitung", choices=[("orang", "Orang (capaian pertama)"), ("catatan", "Catatan (setiap capaian)")])
    verifikasi = _choice("Verifikasi", choices=[("", ""), *[(words, words) for words in VERIFIED]])
    pelaksana = _choice("Dilaksanakan oleh")

    def __init__(self, data, *, user: User):
        super().__init__(data)
        self.user = user
        self.reach = QuestionChoices(user)
        self.areas = {region.code: region for region in self.reach.areas()}
        self.sudins = list(Sudin.objects.using(READER).prefetch_related("lines"))
        self.decisions = {str(decision.public_id): decision for decision in self.reach.decisions()}
        self.table: TargetTable | None = None
        self._offer()

    def _offer(self) -> None:
        """What this officer can choose from."""
        choices: dict[str, list[tuple[str, str]]] = {}
        named = [(key, decision.title) for key, decision in self.decisions.items()]
        choices["keputusan"] = [
            ("", "Yang berlaku hari ini"),
            *named,
            (FREE, "Periode bebas, tanpa target"),
        ]
        choices["wilayah"] = [
            ("", "Seluruh wilayah tugas"),
            *[(code, str(r)) for code, r in self.areas.items()],
        ]
        own = [sudin for sudin in self.sudins if self.reach.sees_credit_of(sudin)]
        helped = self.sudins if self.data.get("pelaksana") else own
        choices["lini"] = [("", "Semua"), *_lines_of(helped)]
        choices["pelaksana"] = [("", ""), *((sudin.code, str(sudin)) for sudin in own)]
        for name, offered in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = offered

    def clean(self):
        found = super().clean() or {}
        begins, ends = found.get("mulai"), found.get("sampai")
        if not self.errors and bool(begins) != bool(ends):
            self.add_error("mulai" if ends else "sampai", "Isi kedua tanggal periode bebas.")
        if begins and ends and ends < begins:
            self.add_error("sampai", "Akhir periode mendahului awalnya.")
        return found

    @property
    def opens_more(self) -> bool:
        """Whether the less used filters are in use."""
        return any(self.data.get(name) for name in ("mulai", "sampai")) or self.data.get("hitung") == "catatan"

    @property
    def question(self) -> Question:
        """What is asked. Sets `table` to the decision's targets."""
        found = self.cleaned_data
        decision = None if found["mulai"] or found["keputusan"] == FREE else self._decision()
        self.table = TargetTable.of(decision, using=READER) if decision else None
        return Question(
            span=Span(decision.starts_on, decision.due_on) if decision else self._free_span(),
            area=found["wilayah"] or self.reach.area,
            stage=found["tahap"] or (decision.stage_id if decision else "P1"),
            unit=UNITS.get(found["hitung"]) or (decision.unit if decision else Unit.PEOPLE),
            lines=self._lines(),
            decision=decision,
            verified=VERIFIED.get(found["verifikasi"]),
            helper=found["pelaksana"],
        )

    def _decision(self):
        chosen = self.cleaned_data["keputusan"]
        return self.decisions[chosen] if chosen else self.reach.decision_of_today(list(self.decisions.values()))

    def _free_span(self) -> Span:
        begins, ends = self.cleaned_data["mulai"], self.cleaned_data["sampai"]
        return Span(begins, ends) if begins else Span(date(today().year, 1, 1), date(today().year, 12, 31))

    def _lines(self) -> tuple[str, ...]:
        """The chosen one, else her sudin; of these what the decision sets targets for, so that one compares the same."""
        chosen, helper = self.cleaned_data["lini"], self.cleaned_data["pelaksana"]
        asked = chosen or ("" if helper else self.reach.sudin)
        compared = () if helper else self._compared(asked)
        return compared or ((asked,) if asked else ())

    def _compared(self, asked: str) -> tuple[str, ...]:
        """The lines of `asked` that have targets, where others of it have none."""
        if not self.table or any(target.line_id is None for target in self.table.targets):
            return ()
        lines = {line.code for sudin in self.sudins for line in sudin.lines.all() if line.code.startswith(asked)}
        compared = lines & set(self.table.line_codes)
        return tuple(sorted(compared)) if compared != lines else ()
