"""The models of `offices`; each lives in the file named after its noun."""

from offices.links import PasswordLink
from offices.people import Duty, User
from offices.places import Region
from offices.sudin import Sudin, TargetLine

__all__ = ["Duty", "PasswordLink", "Region", "Sudin", "TargetLine", "User"]
