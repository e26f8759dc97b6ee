"""Commands: refusals in one sentence, arguments cleaned as in forms, and nothing printed that steers a terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command, get_commands, load_command_class

from foundation.commands import PlainOutput, PortalCommand, harmless
from foundation.errors import Refused

HOSTILE = "a\x1b[2J\rb\u202ec\x9b\udce9"
SHOWN = r"a\x1b[2J\rb\u202ec\x9b\udce9"


DJANGOS_OWN = {"collectstatic"}


def test_every_command_of_the_portal_is_such_a_command():
    ours = {app.name for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    commands = {name: load_command_class(app, name) for name, app in get_commands().items() if app in ours}

    assert len(commands) > 6
    assert {name for name, command in commands.items() if not isinstance(command, PortalCommand)} == DJANGOS_OWN


def test_what_steers_a_terminal_is_shown_instead_of_sent():
    out = StringIO()
    PlainOutput(out).write(HOSTILE + "\nbiasa “é”")

    assert out.getvalue() == SHOWN + "\nbiasa “é”\n"
    assert harmless(HOSTILE) == SHOWN


@pytest.mark.parametrize("error", [Refused("Tidak boleh."), ValidationError("Tidak boleh.")])
def test_a_refusal_is_one_sentence(error):
    class Refusing(PortalCommand):
        requires_system_checks: list[str] = []

        def handle(self, *args, **options):
            raise error

    with pytest.raises(CommandError, match=r"^Tidak boleh\.$"):
        call_command(Refusing())


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("first_admin", ["admin\udce9"]),
        ("first_admin", ["x" * 81]),
        ("first_admin", ["\u200b"]),
        ("first_admin", ["admin", "--wilayah", "31.73\udce9"]),
        ("load_demo", ["--participants", "-5"]),
        ("load_demo", ["--participants", "9" * 5_000]),
        ("load_demo", ["--participants", "banyak"]),
    ],
)
def test_an_argument_that_cannot_be_meant_is_refused_before_anything_is_done(command, arguments):
    with pytest.raises(CommandError):
        call_command(command, *arguments)
