"""The models of `offices`; each lives in the file named after its noun."""

from offices.duties import Duty
from offices.golive import GoLive
from offices.population import Population
from offices.regions import Region
from offices.sudin import Sudin, TargetLine
from offices.users import User

__all__ = ["Duty", "GoLive", "Population", "Region", "Sudin", "TargetLine", "User"]
