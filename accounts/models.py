"""The models of `accounts`; each lives in the file named after its noun."""

from accounts.links import PasswordLink
from accounts.tokens import ApiToken
from accounts.wrong_codes import WrongCodes

__all__ = ["ApiToken", "PasswordLink", "WrongCodes"]
