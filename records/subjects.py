"""What fills the stages: each subject of the programme says it of its model; nothing here knows the subjects."""

from dataclasses import dataclass

from foundation.registry import Registry
from participants.models import Participant
from records.models import StageCode, StageDetail


@dataclass(frozen=True)
class Subject:
    """A model whose rows fill a stage, how the page of a person shows them, and the way to record one more."""

    model: type[StageDetail]
    stage: StageCode
    template: str
    """Draws the row of one `record`, and nothing where another subject fills that record."""
    fetched: str = ""
    """What is fetched with a row: names of relations, joined by `__`."""
    form: str = ""
    """The name of the page that records one for a person."""
    action: str = ""
    """The words of the button that leads there."""
    mends: bool = False
    """Whether that page also mends a record of it; see `records.views.recording.mending_page`."""
    waiting: str = ""
    """Draws a `row` that has no record yet; without it such rows are not shown."""

    @property
    def name(self) -> str:
        return self.model._meta.model_name or ""

    @property
    def relation(self) -> str:
        """From a record to its row, and what is fetched with it."""
        accessor = self.model._meta.get_field("record").remote_field.get_accessor_name()
        return f"{accessor}__{self.fetched}" if self.fetched else accessor

    def rows_waiting(self, person: Participant) -> list[StageDetail]:
        """Her rows that have no record yet, where they are shown."""
        return list(self.model._default_manager.filter(participant=person, record=None)) if self.waiting else []


subjects: Registry[Subject] = Registry("subjects that fill the stages", key="name")


def filling(stage: str) -> list[Subject]:
    """The subjects that fill this stage, in the roof's order."""
    return [subject for subject in subjects if subject.stage == stage]
