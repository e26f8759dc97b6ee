"""The tables of the ground; each lives beside the functions that use it."""

from foundation.history import Change, SealKey
from foundation.idempotency import IdempotencyKey
from foundation.key_checks import KeyCheck
from foundation.reasons import UsualReason
from foundation.throttle import Throttle
from foundation.work import JobRun, Pulse, Work

__all__ = ["Change", "IdempotencyKey", "JobRun", "KeyCheck", "Pulse", "SealKey", "Throttle", "UsualReason", "Work"]
