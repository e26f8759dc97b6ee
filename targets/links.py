"""Pages above that go on from a decision: whoever builds one registers it, the decision's page shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.registry import Registry
from targets.models import TargetDecision


@dataclass(frozen=True)
class DecisionLink:
    """A button beside a decision that has left the draft."""

    label: str
    icon: str
    address: Callable[[TargetDecision], str]


decision_links: Registry[DecisionLink] = Registry("pages that go on from a decision", key="label")


def links_of(decision: TargetDecision) -> list[tuple[DecisionLink, str]]:
    """Each link with its address; none for a draft, of which no figures are kept."""
    return [] if decision.is_draft else [(link, link.address(decision)) for link in decision_links]
