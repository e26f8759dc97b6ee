"""What keeps the whole honest: nothing named that is not there, nothing there that nobody names."""

import json
import re

import pytest
from celery import current_app
from django.template import engines
from django.urls import get_resolver

from foundation.jobs import jobs
from jakpreneur import celery  # noqa: F401 -- makes it the current app
from local.frontend import FILES
from local.paths import ROOT

APPS = (
    "foundation",
    "offices",
    "accounts",
    "participants",
    "records",
    "referrals",
    "programs",
    "targets",
    "desk",
    "reports",
    "demonstration",
    "jakpreneur",
)
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path for path in (ROOT / "templates").rglob("*.html")}
READS = re.compile(r"""(?:env(?:\.\w+)?|database|broker|environ\.get)\(\s*"([A-Z_]+)\"""")
INLINE = re.compile(r"""\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|javascript:|<style|<script(?![^>]*\ssrc=)[^>]*>""")


def _sources(*suffixes):
    folders = [ROOT / name for name in (*APPS, "templates", "static", "tests")]
    return {path: path.read_text() for folder in folders for path in folder.rglob("*") if path.suffix in suffixes}


def test_env_example_names_what_settings_read():
    readers = [*sorted((ROOT / "jakpreneur").glob("*.py")), ROOT / "gunicorn.conf.py"]
    read = {name for path in readers for name in READS.findall(path.read_text())}

    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))

    assert read - listed == set()


def test_every_scheduled_task_exists():
    current_app.loader.import_default_modules()

    scheduled = {job["task"] for job in current_app.conf.beat_schedule.values()}

    assert scheduled == {job.task for job in jobs}
    assert scheduled - set(current_app.tasks) == set()


def test_every_nudged_task_exists():
    current_app.loader.import_default_modules()
    named = {name for text in _sources(".py").values() for name in re.findall(r'"(\w+\.tasks\.\w+)"', text)}

    assert named
    assert named - set(current_app.tasks) == set()


def test_every_template_is_used():
    """By a page: what the gallery alone shows is nobody's."""
    texts = _sources(".py", ".html")
    pages = "\n".join(text for path, text in texts.items() if "gallery" not in (path.stem, path.parent.name))
    by_libraries = ("account/", "allauth/", "bootstrap5/", "drf_spectacular/", "mfa/")
    named = [name for name in TEMPLATES if not name.startswith((*by_libraries, "gallery/"))]

    assert [name for name in named if f'"{name}"' not in pages] == []


def test_every_tag_and_filter_is_used():
    pages = "\n".join(path.read_text() for path in TEMPLATES.values() if path.parent.name != "gallery")
    ours = [path.stem for app in APPS for path in (ROOT / app).rglob("templatetags/[a-z]*.py")]
    libraries = [engines["django"].engine.template_libraries[name] for name in ours]
    tags = {name for library in libraries for name in library.tags}
    filters = {name for library in libraries for name in library.filters}

    assert tags - set(re.findall(r"{% (\w+)", pages)) == set()
    assert filters - set(re.findall(r"\|(\w+)", pages)) == set()


def test_every_address_has_a_name():
    """A page without a name would be missing from the authorisation matrix."""
    assert [path for path, name in _addresses(get_resolver()) if not name] == []


def _addresses(resolver, before=""):
    for part in resolver.url_patterns:
        if hasattr(part, "url_patterns"):
            yield from _addresses(part, f"{before}{part.pattern}")
        else:
            yield f"{before}{part.pattern}", part.name


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_template_has_inline_script_style_or_handler(name):
    found = [match[0].strip() for match in INLINE.finditer(TEMPLATES[name].read_text())]

    assert found == []


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_comment_of_a_template_reaches_the_page(name):
    """Django ends `{# #}` with its line: a longer one is shown to everybody."""
    lines = TEMPLATES[name].read_text().splitlines()

    assert [line for line in lines if line.count("{#") != line.count("#}")] == []


def test_third_party_files_and_their_uses_match():
    texts = _sources(".py", ".html", ".css", ".js").values()
    named = {name for text in texts for name in re.findall(r"vendor/([\w.-]+\.(?:js|css|woff2|svg))", text)}

    assert named == set(FILES)


def test_nothing_is_loaded_from_elsewhere():
    """Links out are for people; a src, href of a stylesheet or url() that leaves the portal breaks the policy."""
    away = re.compile(r"""(?:src|srcset)\s*=\s*["']https?://|url\(\s*["']?https?://|<link[^>]+href=["']https?://""")
    texts = _sources(".html", ".css", ".js")

    assert [str(path) for path, text in texts.items() if away.search(text)] == []


def test_every_file_names_the_same_licence():
    named = [json.loads((ROOT / name).read_text()) for name in ("package.json", "package-lock.json")]

    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert (named[0]["license"], named[1]["packages"][""]["license"]) == ("MIT", "MIT")
