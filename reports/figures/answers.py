"""A question together with what its pages say about it. Build inside `reading()`."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from foundation.numbers import percent
from offices.models import Region, User
from records.models import Stage
from reports.figures import counting, wording
from reports.figures.forms import QuestionForm
from reports.figures.question import Question
from reports.figures.reading import READER
from targets.sums import TargetTable


@dataclass(frozen=True)
class Row:
    """One number with its name, its question and its target, if one is set for just this."""

    name: str
    question: Question
    result: int
    target: int | None = None
    inside: list["Row"] = field(default_factory=list)
    level: int = 0
    waiting: int = 0
    """Of the result, people whose identity is not verified by now."""

    @property
    def waiting_question(self) -> Question:
        return self.question.replace(verified=False)

    @property
    def percent(self) -> Decimal | None:
        return percent(self.result, self.target)

    @property
    def remaining(self) -> int | None:
        """Target less result, negative beyond the target: so the column adds up to its foot."""
        return None if self.target is None else self.target - self.result


@dataclass
class Answer:
    """The number, what it means and what it is compared with, for one officer."""

    user: User
    question: Question
    table: TargetTable | None
    areas: dict[str, Region]
    line_names: dict[str, str]

    @classmethod
    def to(cls, form: QuestionForm) -> "Answer":
        """The answer to a valid form's question."""
        names = {sudin.code: str(sudin) for sudin in form.sudins}
        names |= {line.code: line.name for sudin in form.sudins for line in sudin.lines.all() if line.code not in names}
        return cls(form.user, form.asked.question, form.asked.table, form.areas, names)

    @cached_property
    def stage(self) -> Stage | None:
        code = self.question.stage
        return Stage.objects.using(READER).get(pk=code) if code else None

    @cached_property
    def number(self) -> int:
        return counting.total(self.user, self.question)

    @property
    def row(self) -> Row:
        """The number beside its target, where one is set for just this."""
        compared = self.table and self.question.meets_target
        target = self.table.value(self.question.area, self.question.lines) if self.table and compared else None
        return Row("Angka ini", self.question, self.number, target)

    @cached_property
    def withdrawn(self) -> Row | None:
        """Of the number, what is of people who have left by now; None where just these are asked about."""
        if self.question.withdrawn:
            return None
        question = self.question.replace(withdrawn=True)
        return Row("Kini mundur", question, counting.total(self.user, question))

    @property
    def definition(self) -> str:
        return wording.definition(self.question, self.stage)

    @cached_property
    def filters(self) -> list[tuple[str, str]]:
        return wording.filters(self.question, self.stage, self.areas.get(self.question.area), self.line_names)

    @property
    def each(self) -> str:
        """What one row of the list is."""
        return f"Satu baris untuk setiap {self.question.unit_words}"

    @property
    def in_words(self) -> str:
        """The filters in one line, for the access log and files."""
        return wording.sentence(self.filters)
