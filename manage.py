#!/usr/bin/env python
"""Run a management command. `make manage ARGS="..."` does so against the portal of this folder."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jakpreneur.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
