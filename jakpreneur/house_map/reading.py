"""What a view does, read from its source: the templates it names, the forms it makes, the verbs it calls.

Followed are functions and methods of modules that hold pages. What is put together at run time is not seen.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from types import FunctionType, MethodType, ModuleType
from typing import Any

from django.apps import apps
from django.forms import BaseForm
from rest_framework.serializers import BaseSerializer

from jakpreneur.house_map.routes import Route

PAGE_WORDS = {"HttpRequest", "PortalRequest", "render", "Request", "Response"}
"""A module that knows one of these holds pages."""


@dataclass
class Found:
    """Names of what a view uses."""

    templates: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)


def read(route: Route) -> Found:
    """What the view of this route names, and what it is set up with."""
    found = Found()
    for value in {**getattr(route.view, "view_initkwargs", {}), **getattr(route.view, "initkwargs", {})}.values():
        _take(value, found)
    answering = route.answering
    if not inspect.isclass(answering):
        _follow(answering, found)
        return found
    _take_class(answering, found, set((getattr(route.view, "actions", None) or {}).values()))
    return found


def _take_class(kind: type, found: Found, actions: set[str]) -> None:
    """Its settings and its methods; of a class with several actions those that answer here."""
    settings = {name: value for one in reversed(kind.__mro__) for name, value in vars(one).items()}
    others = {name for name, value in settings.items() if hasattr(value, "mapping") or name in REST} - actions
    for name, value in settings.items():
        if name.startswith("__") or (actions and name in others):
            continue
        _take(value.__func__ if isinstance(value, staticmethod) else value, found)


REST = {"list", "create", "retrieve", "update", "partial_update", "destroy"}


def _take(thing: Any, found: Found) -> None:
    """Sort one thing that a page names; go into those that are pages themselves."""
    if isinstance(thing, str):
        if thing.endswith(".html"):
            found.templates.add(thing)
    elif isinstance(thing, partial):
        _take(thing.func, found)
    elif inspect.isclass(thing) and issubclass(thing, BaseForm | BaseSerializer):
        if _is_ours(thing) or thing.__module__.startswith("allauth"):
            found.forms.add(f"{thing.__module__}.{thing.__qualname__}")
            _take_methods(thing, found)
    elif isinstance(thing, FunctionType | MethodType) and _is_ours(thing):
        if _holds_pages(inspect.getmodule(inspect.unwrap(thing))):
            _follow(inspect.unwrap(thing), found)
        elif _is_verb(thing):
            found.verbs.add(f"{thing.__module__}.{thing.__qualname__}")
    elif is_dataclass(thing) and not inspect.isclass(thing) and _is_ours(type(thing)):
        for one in fields(thing):
            _take(getattr(thing, one.name), found)
        _take_methods(type(thing), found)


def _take_methods(kind: type, found: Found) -> None:
    for value in vars(kind).values():
        if isinstance(value, FunctionType) and not value.__name__.startswith("__"):
            _take(value, found)


def _follow(function: Any, found: Found) -> None:
    """Everything that the source of this function names."""
    function = getattr(function, "__func__", function)
    if id(function) in found.seen or not isinstance(function, FunctionType):
        return
    found.seen.add(id(function))
    tree = _tree(function)
    if tree is None:
        return
    local = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    local |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for value in _named(tree, function, local):
        _take(value, found)


def _named(tree: ast.AST, function: FunctionType, local: set[str]) -> Iterator[Any]:
    """The texts in a piece of source, and the things behind its names and dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute):
            name, *steps = _dotted(node)
            if name in local or name not in function.__globals__:
                continue
            thing = function.__globals__[name]
            for step in steps:
                thing = getattr(thing, step, None) if _reaches(thing) else None
            yield thing
            if inspect.isclass(thing) and _is_ours(thing) and is_dataclass(thing):
                yield from (value for key, value in vars(thing).items() if not key.startswith("__"))


def _reaches(thing: Any) -> bool:
    """Whether a step from this thing to a part of it runs no code of ours that asks the database."""
    return isinstance(thing, ModuleType) or inspect.isclass(thing) or (is_dataclass(thing) and _is_ours(type(thing)))


def _dotted(node: ast.expr) -> list[str]:
    """["planning", "change"] of planning.change; [""] of what does not begin with a name."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return [*before, node.attr] if before[0] else [""]
    return [node.id] if isinstance(node, ast.Name) else [""]


@cache
def _tree(function: FunctionType) -> ast.AST | None:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None
    for node in ast.walk(tree):  # a type that is only announced is not used
        if isinstance(node, ast.arg | ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
    return tree


@cache
def _packages() -> set[str]:
    return {config.name.partition(".")[0] for config in apps.get_app_configs() if not _is_installed(config.path)}


def _is_installed(path: str) -> bool:
    return "site-packages" in path or "dist-packages" in path


def _is_ours(thing: Any) -> bool:
    return str(thing.__module__).partition(".")[0] in _packages()


def _holds_pages(module: ModuleType | None) -> bool:
    return module is not None and not PAGE_WORDS.isdisjoint(vars(module))


def _is_verb(function: Any) -> bool:
    """A verb says who acts: it takes `by` by name only."""
    by = inspect.signature(function).parameters.get("by")
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY
