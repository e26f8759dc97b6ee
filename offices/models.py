"""The models of `offices`; each lives in the file named after its noun."""

from offices.links import PasswordLink
from offices.people import Duty, User
from offices.places import Region
from offices.sudin import Sudin, TargetLine
from offices.tokens import ApiToken

__all__ = ["ApiToken", "Duty", "PasswordLink", "Region", "Sudin", "TargetLine", "User"]
