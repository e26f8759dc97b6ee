"""What the commands say to the person at the keyboard: short, in Indonesian, at once."""

import sys


class Halt(Exception):
    """Stop with this one sentence; no traceback."""


def say(line: str = "") -> None:
    print(line, flush=True)


def guarded(main) -> int:
    """Run `main`; a Halt becomes one sentence on stderr and exit code 1."""
    try:
        return main() or 0
    except Halt as halt:
        print(halt, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
