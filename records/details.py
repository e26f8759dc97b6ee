"""Which models fill which stage. Each subject says so when it is loaded; nothing here knows the subjects."""

from dataclasses import dataclass, field

from django.db.models import Q

from records.models import StageCode, StageDetail


@dataclass(frozen=True)
class Detail:
    """A model whose rows fill a stage; `expected` are those that other stages expect of it."""

    model: type[StageDetail]
    stage: StageCode
    expected: Q = field(default_factory=Q)


_DETAILS: list[Detail] = []


def register(*details: Detail) -> None:
    """Called in a subject's `AppConfig.ready`."""
    _DETAILS.extend(details)


def filling(stage: str) -> list[Detail]:
    """What fills this stage."""
    return [detail for detail in _DETAILS if detail.stage == stage]


def registered() -> set[type[StageDetail]]:
    return {detail.model for detail in _DETAILS}
