"""What /readyz finds wrong while the portal runs, said once at the keyboard: disk, keys, worker, clock."""

import json
import threading
import time
import urllib.error
import urllib.request

from local.saying import say

EVERY = 30.0
TWICE = 2
"""So often in a row something must be found: a part that is being started again is no news."""


class Telling:
    """Asks in a thread of its own, so that an answer that does not come keeps nobody."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.found: dict[str, int] = {}

    def begin(self) -> None:
        threading.Thread(target=self._go_on, daemon=True).start()

    def _go_on(self) -> None:
        while True:
            time.sleep(EVERY)
            self.look()

    def look(self) -> None:
        """Say what is wrong for the second time in a row, and once only until it has been well again."""
        for name, check in self._checks().items():
            if check["ok"]:
                if self.found.pop(name, 0) >= TWICE:
                    say(f"Sudah baik kembali: {name}.")
                continue
            self.found[name] = self.found.get(name, 0) + 1
            if self.found[name] == TWICE:
                say(f"Perhatian: {check['advice']} ({name}: {check['detail']})".replace(":  (", ": ("))

    def _checks(self) -> dict[str, dict]:
        try:
            with urllib.request.urlopen(self.address, timeout=10) as answer:  # noqa: S310 -- our own http address
                return json.load(answer)["checks"]
        except urllib.error.HTTPError as unavailable:
            with unavailable:
                return _parsed(unavailable.read())
        except OSError:
            return {}


def _parsed(body: bytes) -> dict[str, dict]:
    try:
        return json.loads(body)["checks"]
    except (ValueError, KeyError):
        return {}
