"""No arrow points up, also not one hidden in a string: nobody names a page of a storey or room above the own."""

import ast
import re
import tomllib

import pytest

from jakpreneur.house_map.routes import routes
from local.paths import ROOT

NAME = re.compile(r"[a-z_]+:[a-z_]+")
TASK = re.compile(r"([a-z_]+)\.tasks\.[a-z_]+")
LINK = re.compile(r"""[{]%\s*url\s+["']([a-z_]+:[a-z_]+)["']""")

OVERRIDDEN = {"account": "accounts", "mfa": "accounts"}
"""Folders of templates that a library names, by the app whose pages they are."""

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def storeys(container=""):
    """Which floor each app, or room of one app, is on; counted from below."""
    for contract in CONTRACTS:
        if contract["type"] == "layers" and contract.get("containers", [""]) == [container]:
            floors = [layer.split(" | ") for layer in contract["layers"]]
            return {name: floor for floor, names in enumerate(reversed(floors)) for name in names}
    return {}


FLOORS = storeys()
ROOMS = {app: storeys(app) for app in FLOORS}
SUBJECTS = set(ROOMS["programs"])
OWNER = {route.name: tuple(route.answering.__module__.split(".")[:2]) for route in routes() if ":" in route.name}


def points_up(here, there):
    """From (app, room) to (app, room)."""
    if here[0] != there[0]:
        return FLOORS[here[0]] <= FLOORS[there[0]]
    rooms = ROOMS[here[0]]
    if here[1] == there[1] or not {here[1], there[1]} <= set(rooms):
        return False
    return rooms[here[1]] < rooms[there[1]] or (here[0] == "programs" and rooms[here[1]] == rooms[there[1]])


def named_in_python():
    for app in FLOORS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                    parts = path.relative_to(ROOT).parts
                    yield "/".join(parts), (parts[0], parts[1].removesuffix(".py")), node.value


def named_in_templates():
    for path in (ROOT / "templates").rglob("*.html"):
        parts = (*path.relative_to(ROOT / "templates").parts, "")
        app = OVERRIDDEN.get(parts[0], parts[0])
        place = ("programs", app) if app in SUBJECTS else (app, parts[1])
        for name in LINK.findall(path.read_text()):
            yield "/".join(parts).rstrip("/"), place if place[0] in FLOORS else ("foundation", ""), name


@pytest.mark.parametrize("named", [named_in_python, named_in_templates])
def test_nobody_names_a_page_above(named):
    up = {(file, name) for file, place, name in named() if name in OWNER and points_up(place, OWNER[name])}

    assert up == set()


def test_nobody_names_a_task_of_another_app():
    """But the roof, which gives the jobs their order."""
    named = [
        (path.relative_to(ROOT).parts[0], task[1])
        for app in FLOORS
        if app != "jakpreneur"
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (task := TASK.fullmatch(node.value))
    ]

    assert len(named) > 5
    assert [(app, owner) for app, owner in named if app != owner] == []


def test_every_page_belongs_to_an_app_of_ours():
    assert {app for app, _ in OWNER.values()} <= set(FLOORS)


@pytest.mark.parametrize(
    ("here", "there", "up"),
    [
        (("records", "recording"), ("desk", "person"), True),
        (("desk", "person"), ("records", "views"), False),
        (("programs", "training"), ("programs", "bazaars"), True),
        (("participants", "views"), ("accounts", "views"), True),
        (("desk", "person"), ("desk", "worklist"), True),
        (("desk", "person"), ("desk", "verifying"), False),
        (("jakpreneur", "order"), ("reports", "board"), False),
    ],
)
def test_what_points_up(here, there, up):
    assert points_up(here, there) is up
