"""One part of the portal: started, watched, and started again for as long as the portal runs."""

import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from local.processes import Program, is_stopped, stop, sweep
from local.saying import Halt, say
from local.signs import Sign

PAUSES = (0.0, 0.0, 1.0, 2.0, 5.0, 10.0)
"""Seconds before it is started again, by how often it has ended within a minute: never given up, ever more patient."""
WITHIN = 60.0
LONGEST_STOP = 20.0
"""So long a part may be stopped (SIGSTOP) before that is a fault; a person who looks into it is quicker."""


@dataclass
class Part:
    """A server or process that is started again when it ends by itself or works no more. `start` waits for nothing."""

    name: str
    start: Callable[[], subprocess.Popen]
    own_end: Callable[[], None] | None = None
    program: Callable[[], Program | None] = lambda: None
    sign: Sign | None = None
    process: subprocess.Popen | None = None
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=len(PAUSES) - 1))
    again_at: float | None = None
    running_since: float = field(default_factory=time.monotonic)

    def look_after(self) -> None:
        """Whatever is to be done about it now; returns at once."""
        if self.again_at is not None:
            if time.monotonic() >= self.again_at:
                self._start_again()
        elif self.process is None:
            return
        elif self.process.poll() is not None:
            self._put_off("berhenti sendiri")
        elif self.is_stuck:
            self.process.kill()
            self._put_off("tidak bekerja lagi")
        else:
            self.renew()

    @property
    def is_stuck(self) -> bool:
        """Alive, but without a sign of work for longer than it may be."""
        assert self.process
        if not is_stopped(self.process.pid):
            self.running_since = time.monotonic()
        return (self.sign is not None and self.sign.is_silent) or time.monotonic() - self.running_since > LONGEST_STOP

    def forgive(self) -> None:
        """Nobody could look for a while: count its silence from now."""
        self.running_since = time.monotonic()
        if self.sign:
            self.sign.begin()

    def renew(self) -> None:
        """Where its program was exchanged (an upgrade), start the new one: the old one cannot serve for long."""
        program = self.program()
        if program and program.was_exchanged():
            say(f"Program {self.name} diganti selagi berjalan (pembaruan); {self.name} dimulai ulang.")
            self.end()
            self._start_again()

    def end(self) -> None:
        """Stop it in its own way, or as any process; one that is stopped already hears nothing."""
        if self.process and is_stopped(self.process.pid):
            self.process.kill()
        if self.own_end:
            self.own_end()
        elif self.process:
            stop(self.process)

    def _put_off(self, what: str) -> None:
        """Take away what is left of it and say when it is tried again."""
        assert self.process
        self.process.wait()
        sweep(self.process)
        now = time.monotonic()
        self.ends.append(now)
        pause = PAUSES[sum(now - end < WITHIN for end in self.ends)]
        self.again_at = now + pause
        when = f"dimulai lagi dalam {pause:.0f} detik; lihat var/log/" if pause else "dimulai lagi"
        say(f"{self.name} {what} dan {when}.")

    def _start_again(self) -> None:
        self.again_at = None
        try:
            self.process = self.start()
        except (Halt, OSError) as failure:
            self.again_at = time.monotonic() + PAUSES[-1]
            say(f"{self.name} belum dapat dimulai lagi ({failure}); dicoba lagi dalam {PAUSES[-1]:.0f} detik.")
        self.forgive()
