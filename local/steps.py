"""Children in the portal's environment: servers' programs, and manage.py commands that run to their end."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.paths import LOGS, PYTHON, ROOT
from local.processes import spawn, stop
from local.saying import Halt
from local.servers import Servers


@dataclass
class Step:
    """A command that runs to its end."""

    name: str
    process: subprocess.Popen


@dataclass
class Steps:
    """Starts children that know the servers and the port, and hold `alive` open (see `lock.leftovers`)."""

    servers: Servers
    alive: int
    port: int

    def spawn(
        self,
        command: list,
        log: str,
        *descriptors: int,
        owner: bool = False,
        answers: bool | None = None,
        named: str = "",
    ) -> subprocess.Popen:
        """A child in the portal's environment. A step says whether it `answers` (stdout to us) and gets a fresh log; what
        runs on is `named`."""
        return spawn(
            command,
            log=LOGS / log,
            env=self.servers.environment(owner=owner) | {"PORT": str(self.port), "PGAPPNAME": named},
            cwd=ROOT,
            pass_fds=(self.alive, *descriptors),
            fresh_log=answers is not None,
            answers=bool(answers),
        )

    def manage(self, step: str, *arguments: str, owner: bool = False, answers: bool = False) -> Step:
        """A manage.py command beside us; `finish` waits for it."""
        return Step(
            step, self.spawn([PYTHON, "manage.py", step, *arguments], f"{step}.log", owner=owner, answers=answers)
        )

    def finish(self, step: Step) -> str:
        """Wait for a step and give what it answered."""
        try:
            answer, _ = step.process.communicate()
        except BaseException:
            stop(step.process)
            raise
        if step.process.returncode:
            log = LOGS / f"{step.name}.log"
            raise Halt(f"Langkah {step.name} gagal; lihat {log}. {_last_words(log)}".rstrip(), log)
        return str(answer or b"", "utf-8")


def _last_words(log: Path) -> str:
    """The sentence that a command gave as its reason; the end of a traceback is for the log alone."""
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1].removeprefix("CommandError: ") if lines and lines[-1].startswith("CommandError: ") else ""
