"""Who may do what with a decision. Each question stands beside its demand, which says no in the officer's words."""

from foundation.errors import Refused
from offices.models import User
from offices.roles import Act
from targets.models import TargetDecision


def may_set(by: User, region: str | None = None) -> bool:
    """Whether one duty lets this officer set targets: for that region (a code), or for any."""
    return by.scope.may(Act.SET_TARGETS, region=region)


def require_set(by: User, region: str) -> None:
    """Raise NotAllowed out of the officer's duties."""
    by.scope.require(Act.SET_TARGETS, region=region)


def may_change(decision: TargetDecision, by: User) -> bool:
    """Whether this officer may change the decision or put it in force: only a draft is still open."""
    return decision.is_draft and may_set(by, decision.region_id)


def require_change(decision: TargetDecision, by: User) -> None:
    """Raise NotAllowed out of the officer's duties, Refused once the decision is in force or replaced."""
    require_set(by, decision.region_id)
    if not decision.is_draft:
        raise Refused("Keputusan yang sudah berlaku tidak diubah. Buat keputusan pengganti.")


def may_replace(decision: TargetDecision, by: User) -> bool:
    """Whether this officer may begin a replacement of the decision: only of one in force."""
    return decision.is_in_force and may_set(by, decision.region_id)


def require_replace(decision: TargetDecision, by: User) -> None:
    """Raise NotAllowed out of the officer's duties, Refused for a draft and for what is replaced already."""
    require_set(by, decision.region_id)
    if not decision.is_in_force:
        raise Refused("Hanya keputusan yang berlaku yang dapat diganti.")
