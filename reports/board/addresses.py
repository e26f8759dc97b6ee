"""Where the dashboard answers for something that other rooms know."""

from django.urls import reverse

from targets.models import TargetDecision


def board_of(decision: TargetDecision) -> str:
    """The dashboard of this decision."""
    return f"{reverse('board:start')}?keputusan={decision.public_id}"
