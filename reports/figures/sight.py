"""How an officer comes to see the names behind a number."""

from enum import Enum

from offices.models import User
from offices.roles import Act


class Sight(Enum):
    """How an officer comes to see names: by a duty, after a reason that is logged, or not at all."""

    DIRECT, WITH_REASON, NEVER = range(3)

    @classmethod
    def of(cls, user: User) -> "Sight":
        if user.scope.may(Act.SEE_PEOPLE):
            return cls.DIRECT
        return cls.WITH_REASON if user.scope.may(Act.SEE_PEOPLE_WITH_REASON) else cls.NEVER
