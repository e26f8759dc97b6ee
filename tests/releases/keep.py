"""Keep the database of the version at hand: python -m tests.releases.keep"""

import os
import subprocess
import sys

import psycopg2

from jakpreneur.version import VERSION
from local import trial
from local.paths import ROOT
from local.postgres import OWNER
from tests.releases import FOLDER, SUFFIX, fingerprint, written

PARTICIPANTS = 40
NAME = "portal_release"


def main() -> None:
    with trial.services() as running:
        running.clone(NAME)
        env = os.environ | trial.settings_for_tests() | running.environment(NAME)
        env |= {"DATABASE_OWNER_URL": running.url(OWNER, NAME), "DEMO_PASSWORD": "kata-sandi-contoh-rilis"}
        for words in (["demo_accounts"], ["load_demo", "--participants", str(PARTICIPANTS)]):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)
        with psycopg2.connect(running.url(trial.SUPERUSER, NAME)) as line, line.cursor() as cursor:
            (FOLDER / f"{VERSION}{SUFFIX}").write_text(written(cursor))
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            ran = cursor.fetchall()
        line.close()
    marks = "".join(f"{app} {name} {fingerprint(app, name)}\n" for app, name in ran)
    (FOLDER / f"{VERSION}.migrations").write_text(marks)


if __name__ == "__main__":
    main()
