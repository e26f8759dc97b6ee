"""How a subject shows what fills a stage on the page of a person."""

from dataclasses import dataclass

from foundation.registry import Registry
from participants.models import Participant
from records.models import StageDetail


@dataclass(frozen=True)
class StagePanel:
    """The rows of `detail` among a person's records of their stage, and the way to record one more."""

    detail: type[StageDetail]
    template: str
    """Draws the row of one `record`, and nothing where another subject fills that record."""
    fetched: str = ""
    """What is fetched with a row: names of relations, joined by `__`."""
    form: str = ""
    """The name of the page that records one for a person."""
    action: str = ""
    """The words of the button that leads there."""
    waiting: str = ""
    """Draws a `row` that has no record yet; without it such rows are not shown."""

    @property
    def name(self) -> str:
        return self.detail._meta.model_name or ""

    @property
    def stage(self) -> str:
        return self.detail.completes

    @property
    def relation(self) -> str:
        """From a record to its row, and what is fetched with it."""
        accessor = self.detail._meta.get_field("record").remote_field.get_accessor_name()
        return f"{accessor}__{self.fetched}" if self.fetched else accessor

    def rows_waiting(self, person: Participant) -> list[StageDetail]:
        """Her rows that have no record yet, where they are shown."""
        return list(self.detail._default_manager.filter(participant=person, record=None)) if self.waiting else []


stage_panels: Registry[StagePanel] = Registry("panels of the person's page", key="name")
