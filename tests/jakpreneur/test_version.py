"""One version, said alike wherever it is said."""

import re
import tomllib

from jakpreneur.version import VERSION
from local.paths import ROOT


def test_the_project_and_the_changelog_name_the_same_release():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.M)[1]

    assert project == newest == VERSION


def test_pages_and_the_readiness_answer_say_it(client, db):
    assert client.get("/readyz").json()["version"] == VERSION
    assert f"Terpadu · {VERSION}" in client.get("/", follow=True).content.decode()
