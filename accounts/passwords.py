"""What makes a password too easy, beside its length and the list of common ones. All speak as the forms do."""

import re
from typing import Any

from django.core.exceptions import ValidationError

FEWEST_CHARACTERS = 6
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p")
_OWN_WORD = 4


class Varied:
    """Refuses what a machine tries first: one word twice, few characters, rows of the keyboard or the alphabet."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.casefold()
        if len(set(plain)) < FEWEST_CHARACTERS:
            raise ValidationError(f"Gunakan paling sedikit {FEWEST_CHARACTERS} karakter yang berbeda.", code="few")
        if _repeats(plain) or len(_without_runs(plain)) < FEWEST_CHARACTERS:
            raise ValidationError(
                "Kata sandi ini hanya mengulang kata atau urutan yang sama. Gabungkan beberapa kata yang berbeda.",
                code="repeated",
            )

    def get_help_text(self) -> str:
        return "Jangan mengulang satu kata atau memakai urutan seperti 123456 dan qwerty."


class NotOneself:
    """Refuses what colleagues guess: hardly more than the user's own name, the place or the office."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None:
            return
        rest = password.casefold()
        for word in sorted(_own_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.casefold() and len(set(re.sub(r"[\W\d_]", "", rest))) < FEWEST_CHARACTERS:
            raise ValidationError(
                "Kata sandi ini terlalu mirip dengan nama Anda atau kantor Anda. Pilih kata yang lain.", code="own"
            )

    def get_help_text(self) -> str:
        return "Jangan memakai nama Anda atau nama kantor Anda."


def _repeats(text: str) -> bool:
    """Whether it is one piece over and over, be the last cut short or followed by a few digits or signs."""
    for whole in {text, re.sub(r"[\W\d_]+$", "", text), re.sub(r"[\W\d_]+", "", text)}:
        longest = len(whole) // 2
        if any(whole == (whole[:size] * len(whole))[: len(whole)] for size in range(1, longest + 1)):
            return True
    return False


def _without_runs(text: str) -> str:
    """The text without what stands side by side in the alphabet, among the digits or on the keyboard, either way."""
    runs = [run for row in _RUNS for run in (row, row[::-1])]
    pieces = {run[start : start + 4] for run in runs for start in range(len(run) - 3)}
    inside: set[int] = set()
    for start in range(len(text) - 3):
        if text[start : start + 4] in pieces:
            inside.update(range(start, start + 4))
    return "".join(letter for at, letter in enumerate(text) if at not in inside)


def _own_words(user: Any) -> set[str]:
    """Words of the names that belong to the user: own name, account, places and offices of the duties; the portal's."""
    names = [user.username, getattr(user, "full_name", ""), "jakpreneur"]
    if user.pk:
        for duty in user.duties.select_related("region", "sudin"):
            names += [str(duty.region), str(duty.sudin or ""), duty.sudin_id or "", str(duty.get_role_display())]
    words = {word for name in names for word in re.split(r"[\W_]+", name.casefold())}
    return {word for word in words if len(word) >= _OWN_WORD}
