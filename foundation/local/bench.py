"""`make bench`: every script of benchmarks/, each on a database of its own, with fsync on as in production.

A script reads DATABASE_URL, DATABASE_READER_URL and DATABASE_OWNER_URL, checks that both sides gave the same answer,
prints its ratio and its limit, and exits with 1 when it misses the limit. ARGS="NAME ..." chooses scripts.
"""

import os
import subprocess
import sys

from foundation.local import trial
from foundation.local.places import PYTHON, ROOT
from foundation.local.saying import guarded, say


def main() -> int:
    wanted = sys.argv[1:]
    scripts = [path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py")) if not wanted or path.stem in wanted]
    missed = []
    with trial.services(durable=True) as running:
        for script in scripts:
            say(f"== {script.stem}")
            database = f"bench_{script.stem}"
            running.clone(database)
            env = os.environ | trial.settings_for_tests() | running.environment(database)
            env |= {"DATABASE_OWNER_URL": running.url(trial.OWNER, database), "PYTHONPATH": str(ROOT)}
            env["DJANGO_SETTINGS_MODULE"] = "jakpreneur.settings"
            if subprocess.run([PYTHON, script], cwd=ROOT, env=env, check=False).returncode:
                missed.append(script.stem)
            running.drop(database)
    say(f"Batas tidak tercapai: {', '.join(missed)}" if missed else "Semua batas tercapai.")
    return bool(missed)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
