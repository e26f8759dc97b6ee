"""What can be known of a person from her records, as code; each subject registers what it can say.

Which stage expects which fact, from when on and in which words, is not code: see `Expectation`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foundation.registry import Registry

if TYPE_CHECKING:
    from records.models import StageRecordQuerySet


@dataclass(frozen=True)
class Fact:
    """Something that holds of a person or not, given a parameter: a kind of permit, a number of months, a stage."""

    key: str
    label: str
    parameters: Sequence[tuple[str, Any]]
    """What it may be asked with, each with its words."""
    lacking: str
    """What is said of whoever it does not hold for, the parameter's words in `{}`: "belum {}"."""
    holds: "Callable[[StageRecordQuerySet, str], Any]"
    """The condition in the database, given the person's valid records and a parameter; never a query of its own."""

    def words(self, parameter: str) -> str:
        """The parameter as it is called; itself where the code no longer knows it."""
        return str(dict(self.parameters).get(parameter, parameter))


facts: Registry[Fact] = Registry("facts that stages may expect", key="key")
