"""A question together with what its pages say about it. Build inside `reading()`."""

from dataclasses import dataclass
from functools import cached_property

from offices.models import Region, User
from programs.models import Stage
from programs.targets.sums import TargetTable
from reports import figures, words
from reports.board import Row
from reports.forms import QuestionForm
from reports.question import Question
from reports.reading import READER


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
        question = form.question
        names = {sudin.code: str(sudin) for sudin in form.sudins}
        names |= {line.code: line.name for sudin in form.sudins for line in sudin.lines.all() if line.code not in names}
        return cls(form.user, question, form.table, form.areas, names)

    @cached_property
    def stage(self) -> Stage | None:
        code = self.question.stage
        return Stage.objects.using(READER).get(pk=code) if code else None

    @cached_property
    def number(self) -> int:
        return figures.total(self.user, self.question)

    @property
    def row(self) -> Row:
        """The number beside its target, where one is set for just this."""
        compared = self.table and self.question.meets_target
        target = self.table.value(self.question.area, self.question.lines) if self.table and compared else None
        return Row("Angka ini", self.question, self.number, target)

    @property
    def definition(self) -> str:
        return words.definition(self.question, self.stage)

    @cached_property
    def filters(self) -> list[tuple[str, str]]:
        return words.filters(self.question, self.stage, self.areas.get(self.question.area), self.line_names)

    @property
    def in_words(self) -> str:
        """The filters in one line, for the access log and files."""
        return words.sentence(self.filters)
