"""What duties allow, in words: the role table as an officer reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from offices.duties import Duty
from offices.roles import ACT_WORDS, Act


@dataclass(frozen=True)
class Ability:
    """A duty, and the sentences of its acts in the order of the table."""

    duty: Duty
    words: list[str]


def abilities_of(duties: Iterable[Duty]) -> list[Ability]:
    """For each duty what it allows."""
    return [Ability(duty, [ACT_WORDS[act] for act in Act if act in duty.rule.acts]) for duty in duties]
