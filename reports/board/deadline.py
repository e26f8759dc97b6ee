"""The result as it stood when typing was due, beside the one of now. Build inside `reading()`."""

from dataclasses import dataclass
from datetime import date

from foundation.days import today
from offices.models import GoLive, User
from reports.figures import counting
from reports.figures.question import Question
from reports.figures.reading import READER
from targets.models import TargetDecision


@dataclass(frozen=True)
class AtDeadline:
    """What was known at the end of due day and grace; no `result` where the decision's days were loaded from lists."""

    day: date
    question: Question
    result: int | None

    def added(self, now: int) -> int | None:
        """What came since, less what was taken back since."""
        return None if self.result is None else now - self.result


def at_deadline(user: User, question: Question) -> AtDeadline | None:
    """The question as its decision's deadline answers it; None without a decision, and while typing is in time."""
    decision = question.decision
    if decision is None or question.helper or question.asks_of_today or question.known_by:
        return None
    if decision.typed_until >= today():
        return None
    asked = question.replace(known_by=decision.typed_until)
    known = None if _from_lists(question, decision) else counting.total(user, asked)
    return AtDeadline(decision.typed_until, asked, known)


def _from_lists(question: Question, decision: TargetDecision) -> bool:
    """Whether an office that the question speaks of began to use the portal after the due day."""
    offices = GoLive.objects.using(READER).of(question.area, question.lines)
    return offices.after(decision.due_on).exists()
