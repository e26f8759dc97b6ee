"""The check of templates: what does not compile and what nobody can read is named."""

import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Template

from foundation.management.commands.compile_templates import LONGEST


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of templates instead of the portal's own."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path


@pytest.mark.parametrize("name", ["page.html", "mail.txt"])
def test_a_line_longer_than_a_screen_is_named(folder, name):
    (folder / name).write_text("short\n" + "x" * (LONGEST + 1) + "\n")

    with pytest.raises(CommandError, match=f"{name}:2: {LONGEST + 1} "):
        call_command("compile_templates")


def test_a_line_as_long_as_a_screen_passes(folder):
    (folder / "page.html").write_text("x" * LONGEST + "\n")

    call_command("compile_templates")


def test_a_template_that_does_not_compile_is_named(folder):
    (folder / "page.html").write_text("{% if %}")

    with pytest.raises(CommandError, match=r"page\.html: "):
        call_command("compile_templates")


@pytest.mark.parametrize("tag", ['stat "Hadir" None', 'nothing "Kosong"', 'alert "info" icon="key"', "card"])
def test_a_part_draws_its_block_as_it_is_and_escapes_what_is_put_in(tag):
    name = tag.split()[0]
    page = Template("{% load parts %}{% " + tag + " %}<b>{{ typed }}</b>{% end" + name + " %}")

    drawn = page.render(Context({"typed": "<script>"}))

    assert "<b>&lt;script&gt;</b>" in drawn
