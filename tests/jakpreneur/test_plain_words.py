"""What officers read is in the office's words: the machinery's own stand on the administrator's pages alone."""

import ast
import re

import pytest

from local.paths import ROOT

MACHINERY = (
    r"pekerja latar|pekerja celery|celery|redis|beat|worker|antrean|cache|tembolok|server|peladen|cookie|database"
    r"|basis data|postgresql|sinkron\w*|uuid|hash|kueri|query|rollup|pelipatan|dilipat|snapshot|skema|commit|json"
    r"|enkripsi|token|api|http|timeout"
)
ANALYSTS = r"lini|dikreditkan"
"""Words of the figures and the targets: those who work with them know them, a clerk does not."""

FORBIDDEN = re.compile(rf"\b({MACHINERY})\b", re.IGNORECASE)
CLERKS = re.compile(rf"\b({MACHINERY}|{ANALYSTS})\b", re.IGNORECASE)

OF_ADMINISTRATORS = ("accounts/tokens.html", "accounts/_menu.html", "accounts/profile.html", "gallery/")
"""Templates of the administrator and of whoever lets another program in, and the gallery, which no officer opens."""

OF_ANALYSTS = ("targets/", "reports/board/_", "reports/figures/")

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
)
MACHINE_ROOM = re.compile(
    r"/(migrations|management|tests)/|accounts/(tokens|views/tokens|apps|urls)\.py|/(api|api_\w+|viewsets|serializers|tasks)\.py"
    r"|foundation/(roof|checks|work|health|key_checks|keeping|logging|headers|encryption|away|sealing|schema|throttle|middleware\w*)\.py"
)
"""Modules whose sentences an administrator, a programmer or another program reads."""

TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<script.*?</script>|<[^>]*>", re.DOTALL)
TOLD = re.compile(r"""(?:title|note|label|aria-label|caption|head|placeholder|data-confirm)="([^"]*)\"""")
SQL = re.compile(r"\b(SELECT|FROM|WHERE|UPDATE|INSERT|BEGIN|ALTER|CREATE|GRANT)\b|\n")
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path for path in (ROOT / "templates").rglob("*.html")}


def words_of(markup: str) -> str:
    """What a template shows: its text, and the words that its attributes and parts are given."""
    return " ".join([TAGS.sub(" ", markup), *TOLD.findall(markup)])


def sentences(source: str) -> list[str]:
    """The texts in a module that may be words for somebody: of three words or more, no docstrings and no SQL."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    whole = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    pieces = {id(piece) for node in whole for piece in node.values}
    texts = [
        "".join(getattr(piece, "value", "") if isinstance(piece, ast.Constant) else "…" for piece in node.values)
        for node in whole
    ]
    single = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    texts += [node.value for node in single if not {id(node)} & (docs | pieces)]
    return [text for text in texts if text.count(" ") >= 2 and not SQL.search(text)]


@pytest.mark.parametrize("name", sorted(name for name in TEMPLATES if not name.startswith(OF_ADMINISTRATORS)))
def test_a_page_of_officers_is_in_their_words(name):
    known = FORBIDDEN if name.startswith(OF_ANALYSTS) else CLERKS

    assert known.findall(words_of(TEMPLATES[name].read_text())) == []


def test_sentences_for_officers_are_in_their_words():
    paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    read = {path: sentences(path.read_text()) for path in paths if not MACHINE_ROOM.search(str(path))}
    found = {(path.name, text) for path, texts in read.items() for text in texts if FORBIDDEN.search(text)}

    assert sum(map(len, read.values())) > 300
    assert found == set()


def test_the_words_are_found_where_they_stand():
    assert CLERKS.findall(words_of('<p>Pekerja latar diam</p>{% card title="Antrean" %}')) == [
        "Pekerja latar",
        "Antrean",
    ]
    assert not CLERKS.findall(words_of('{% url "api:token" %}<a href="/token/">Masuk</a>{# cache #}'))
    assert sentences('x = f"Redis {n} menunggu"\ny = "Celery tidak jalan."\n"""Celery."""') == [
        "Redis … menunggu",
        "Celery tidak jalan.",
    ]
