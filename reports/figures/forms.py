"""Filters of the dashboards: what the address asks, made a question the officer may ask."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, cast

from django import forms

from foundation.days import today
from foundation.formfields import DayField
from foundation.forms import PortalForm
from offices.models import Sudin, User
from records.models import StageCode
from records.reference import STAGES
from reports.figures.choices import QuestionChoices
from reports.figures.question import FREE, UNIT_KEYS, VERIFIED_WORDS, YES, Asked, Question
from reports.figures.reading import READER
from reports.figures.spans import Span
from targets.models import TargetDecision, Unit
from targets.sums import TargetTable

UNITS = {key: unit for unit, key in UNIT_KEYS.items()}
VERIFIED = {words: verified for verified, words in VERIFIED_WORDS.items()}


def _lines_of(sudins: list[Sudin]) -> list[tuple[str, str]]:
    """Each sudin, and beneath it its lines where it has several."""
    found = [(sudin.code, str(sudin)) for sudin in sudins]
    lines = [(line.code, line.name) for sudin in sudins for line in sudin.lines.all() if line.code != sudin.code]
    return sorted(found + lines)


def _choice(label: str, **kwargs: Any) -> forms.ChoiceField:
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
    hitung = _choice("Hitung", choices=[("orang", "Orang (capaian pertama)"), ("catatan", "Setiap capaian")])
    verifikasi = _choice("Verifikasi", choices=[("", ""), *[(words, words) for words in VERIFIED]])
    mundur = _choice("Kini mundur", choices=[("", ""), (YES, YES)])
    pelaksana = _choice("Dilaksanakan oleh")
    diketahui = DayField(label="Diketahui sampai", required=False)

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.reach = QuestionChoices(user)
        self.areas = {region.code: region for region in self.reach.areas()}
        self.sudins = list(Sudin.objects.using(READER).prefetch_related("lines"))
        self.decisions = {str(decision.public_id): decision for decision in self.reach.decisions()}
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
            *[(code, region.marked) for code, region in self.areas.items()],
        ]
        own = [sudin for sudin in self.sudins if self.reach.sees_credit_of(sudin)]
        helped = self.sudins if self.data.get("pelaksana") else own
        choices["lini"] = [("", "Semua"), *_lines_of(helped)]
        choices["pelaksana"] = [("", ""), *((sudin.code, str(sudin)) for sudin in own)]
        for name, offered in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = offered

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("mulai"), found.get("sampai")
        of = self.decisions.get(found.get("keputusan", ""))
        if not self.errors and bool(begins) != bool(ends) and not (of and ends):
            self.add_error("mulai" if ends else "sampai", "Isi kedua tanggal periode bebas.")
        first = begins or (of.starts_on if of else None)
        if first and ends and ends < first:
            self.add_error("sampai", "Akhir periode mendahului awalnya.")
        return found

    @property
    def opens_more(self) -> bool:
        """Whether the less used filters are in use."""
        return any(self.data.get(name) for name in ("mulai", "sampai")) or self.data.get("hitung") == "catatan"

    @cached_property
    def asked(self) -> Asked:
        """What a valid form asks, and the targets that it is compared with."""
        found = self.cleaned_data
        decision = self._decision()
        table = TargetTable.of(decision, using=READER) if decision else None
        question = Question(
            span=self._span_of(decision) if decision else self._free_span(),
            area=found["wilayah"] or self.reach.area,
            stage=found["tahap"] or (decision.stage_id if decision else StageCode.REGISTRATION),
            unit=UNITS.get(found["hitung"]) or (decision.unit if decision else Unit.PEOPLE),
            lines=self._lines(table),
            decision=decision,
            verified=VERIFIED.get(found["verifikasi"]),
            withdrawn=found["mundur"] == YES,
            helper=found["pelaksana"],
            known_by=found["diketahui"],
        )
        return Asked(question, table)

    def _decision(self) -> TargetDecision | None:
        """The chosen one, else today's; none where days were chosen by hand."""
        chosen = self.cleaned_data["keputusan"]
        if self.cleaned_data["mulai"] or chosen == FREE:
            return None
        return self.decisions[chosen] if chosen else self.reach.decision_of_today(list(self.decisions.values()))

    def _span_of(self, decision: TargetDecision) -> Span:
        """The decision's period, or its part up to the day that was named."""
        ends = self.cleaned_data["sampai"] or decision.due_on
        return Span(decision.starts_on, min(ends, decision.due_on))

    def _free_span(self) -> Span:
        begins, ends = self.cleaned_data["mulai"], self.cleaned_data["sampai"]
        return Span(begins, ends) if begins else Span(date(today().year, 1, 1), date(today().year, 12, 31))

    def _lines(self, table: TargetTable | None) -> tuple[str, ...]:
        """The chosen one, else the officer's sudin; of these what has targets in `table`, so that one compares the same."""
        chosen, helper = self.cleaned_data["lini"], self.cleaned_data["pelaksana"]
        asked = chosen or ("" if helper else self.reach.sudin)
        compared = () if helper else self._compared(asked, table)
        return compared or ((asked,) if asked else ())

    def _compared(self, asked: str, table: TargetTable | None) -> tuple[str, ...]:
        """The lines of `asked` that have targets, where others of it have none."""
        if not table or any(target.line_id is None for target in table.targets):
            return ()
        lines = {line.code for sudin in self.sudins for line in sudin.lines.all() if line.code.startswith(asked)}
        compared = lines & set(table.line_codes)
        return tuple(sorted(compared)) if compared != lines else ()
