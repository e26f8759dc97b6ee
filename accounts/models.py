"""The models of `accounts`; each lives in the file named after its noun."""

from accounts.links import PasswordLink
from accounts.tokens import ApiToken

__all__ = ["ApiToken", "PasswordLink"]
