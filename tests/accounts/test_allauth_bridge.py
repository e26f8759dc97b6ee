"""The one place that knows allauth's internals."""

import ast
import importlib
from pathlib import Path

import pytest
from django.apps import apps

from accounts import allauth_bridge

BRIDGED = [
    ("allauth.account.internal.flows.login", "get_authentication_records"),
    ("allauth.account.internal.flows.login", "record_authentication"),
    ("allauth.account.internal.stagekit", "clear_login"),
    ("allauth.mfa.recovery_codes.internal.auth", "RecoveryCodes"),
    ("allauth.mfa.totp.internal.auth", "SECRET_SESSION_KEY"),
    ("allauth.mfa.totp.internal.auth", "TOTP"),
    ("allauth.mfa.totp.internal.auth", "format_hotp_value"),
    ("allauth.mfa.totp.internal.auth", "generate_totp_secret"),
    ("allauth.mfa.totp.internal.auth", "hotp_value"),
    ("allauth.mfa.totp.internal.auth", "yield_hotp_counters_from_time"),
]


def test_the_bridge_names_all_that_is_used_and_nothing_else():
    assert sorted(allauth_bridge.__all__) == sorted(name for _, name in BRIDGED)


@pytest.mark.parametrize(("module", "name"), BRIDGED)
def test_an_upgrade_that_moves_a_part_stops_with_a_sentence(monkeypatch, module, name):
    with monkeypatch.context() as older:
        older.delattr(f"{module}.{name}")
        with pytest.raises(ImportError, match=f"moved what the portal builds on .*{name}.*accounts/allauth_bridge.py"):
            importlib.reload(allauth_bridge)

    importlib.reload(allauth_bridge)


def test_nobody_else_imports_from_allauths_internals():
    bridge = Path(allauth_bridge.__file__)
    ours = {Path(app.path) for app in apps.get_app_configs() if bridge.parent.parent in Path(app.path).parents}
    files = {path for app in ours for path in app.rglob("*.py") if ".venv" not in path.parts} - {bridge}

    assert len(files) > 100
    assert [f"{path}: {module}" for path in files for module in imported(path) if ".internal" in module] == []


def imported(path: Path) -> list[str]:
    found = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    return [node.module for node in found if node.module and node.module.startswith("allauth.")]
