"""Headings, labels, buttons and states begin with a capital and go on without: "Tanggal lahir", not "Tanggal Lahir"."""

import re
from itertools import chain

import pytest
from django.apps import apps
from django.forms import BaseForm
from django.urls import get_resolver

from local.paths import ROOT
from offices.navigation import navigation
from offices.roles import Role

NAMES = re.compile(
    r"Anda|Jakpreneur|Pengembangan Kewirausahaan Terpadu|Nomor Induk Kependudukan|Kartu Keluarga|OpenAPI|WhatsApp|Excel"
    r"|Wirausaha (Pemula|Naik Kelas)|Bank Jakarta|Jakarta|Gagal Masuk"
)
"""What keeps its capitals wherever it stands: names of things, and the polite word for the reader."""

CAPITAL = re.compile(r"\w [A-Z][a-z]")
HEADS = re.compile(
    r"{% block (?:heading|heading_title|sheet_title|title) %}([^{]+){% endblock"
    r"|<(?:h\d|th|dt|button|label|summary|legend)\b[^>]*>([^<{]+)<"
    r"|<a class=\"btn[^>]*>([^<{]+)<"
    r"|(?:title|data-label|label|action)=\"([^\"{]+)\""
    r"|{% (?:stat|nothing|card) \"([^\"]+)\""
)
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path for path in (ROOT / "templates").rglob("*.html")}
OURS = {config.name for config in apps.get_app_configs() if (ROOT / config.name).is_dir()}


def heads(markup):
    """What stands at the top of pages, cards and columns, and on buttons."""
    plain = re.sub(r"{% icon [^%]*%}", "", markup)
    return [" ".join("".join(found).split()) for found in HEADS.findall(plain)]


def too_many_capitals(words):
    return CAPITAL.search(NAMES.sub("", re.sub(r"[.?!:·–] +\w", "", words)))


def forms(of=BaseForm):
    for form in of.__subclasses__():
        yield form
        yield from forms(form)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_what_stands_above_has_one_capital(name):
    assert [words for words in heads(TEMPLATES[name].read_text()) if too_many_capitals(words)] == []


def test_labels_of_all_forms_have_one_capital():
    assert get_resolver().url_patterns
    of_ours = [form for form in forms() if form.__module__.partition(".")[0] in OURS]
    fields = chain.from_iterable(getattr(form, "base_fields", {}).items() for form in of_ours)
    labels = {str(field.label) for name, field in fields if name != "remember"}  # allauth's, which no page shows

    assert len(labels) > 50
    assert {words for words in labels if too_many_capitals(words)} == set()


def test_states_and_entries_of_the_menu_have_one_capital():
    models = [model for config in apps.get_app_configs() if config.name in OURS for model in config.get_models()]
    choices = chain.from_iterable(field.choices or () for model in models for field in model._meta.fields)
    words = {str(label) for value, label in choices if value not in Role.values} | {entry.label for entry in navigation}

    assert {label for label in words if too_many_capitals(label)} == set()
