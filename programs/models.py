"""The models of `programs`; each room keeps its own."""

from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor, ShopLink
from programs.enrolment.models import Draft
from programs.financing.models import Financing
from programs.mentoring.models import Visit
from programs.permits.models import Permit
from programs.records.models import Evidence, Stage, StageRecord
from programs.referrals.models import AnsweringRecord, Referral
from programs.targets.models import Target, TargetDecision
from programs.training.models import Invitation, TrainingClass
from programs.turnover.models import TurnoverReport

__all__ = [
    "AnsweringRecord",
    "Bazaar",
    "BazaarDay",
    "Draft",
    "Evidence",
    "Exhibitor",
    "Financing",
    "Invitation",
    "Permit",
    "Referral",
    "ShopLink",
    "Stage",
    "StageRecord",
    "Target",
    "TargetDecision",
    "TrainingClass",
    "TurnoverReport",
    "Visit",
]
