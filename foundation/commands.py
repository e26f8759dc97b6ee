"""What every command of the portal has in common: a refusal is one sentence, and nothing it prints steers a terminal."""

import unicodedata
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any, TextIO, cast

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from foundation.errors import DomainError
from foundation.text import clean


class PortalCommand(BaseCommand):
    """A command of ours: refusals and what cannot be read come as CommandError, in one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stdout, self.stderr = (PlainOutput(cast(TextIO, one._out)) for one in (self.stdout, self.stderr))
        self.stderr.style_func = self.style.ERROR

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None


class PlainOutput(OutputWrapper):
    """Output in which control, bidi and broken characters of files and arguments are shown, not sent."""

    def write(self, msg: str = "", style_func: Callable[[str], str] | None = None, ending: str | None = None) -> None:  # type: ignore[override]
        super().write(harmless(msg), style_func, ending)


def harmless(text: str) -> str:
    r"""The text with characters that steer a terminal written as '\x1b'; line breaks stay."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in _STEERING else ascii(c)[1:-1] for c in text)


_STEERING = {"Cc", "Cf", "Cs", "Co", "Cn"}


def line(longest: int) -> Callable[[str], str]:
    """The `type` of an argument that is one line of text, cleaned as in the forms."""

    def argument(text: str) -> str:
        try:
            cleaned = clean(text)
        except ValidationError as error:
            raise ArgumentTypeError(" ".join(error.messages)) from None
        if not cleaned:
            raise ArgumentTypeError("belum diisi")
        if len(cleaned) > longest:
            raise ArgumentTypeError(f"paling banyak {longest} huruf")
        return cleaned

    return argument


def between(least: int, most: int) -> Callable[[str], int]:
    """The `type` of an argument that is a whole number between the two."""

    def argument(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise ArgumentTypeError(f"tulis bilangan dari {least} sampai {most}")
        return int(text)

    return argument
