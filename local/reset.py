"""`make reset`: throw this folder's own database away. The next `make run` begins with a new demonstration city."""

import os
import shutil
import sys

from local import lock
from local.home import POINTER, lasting
from local.paths import LOGS, VAR
from local.saying import Halt, guarded, say

QUESTION = "Semua data portal di folder ini akan dihapus. Ketik 'ya' untuk melanjutkan: "


def main() -> int:
    """Asks first; YES=1 answers. Refuses while the portal runs, and with a DATABASE_URL, which is never ours."""
    if os.environ.get("DATABASE_URL"):
        raise Halt("DATABASE_URL terisi: reset hanya menghapus basis data pribadi folder ini, bukan yang lain.")
    VAR.mkdir(exist_ok=True)
    mine = lock.Lock.take(wait=False, what="reset")
    if mine is None:
        raise Halt("Portal sedang berjalan; hentikan dahulu (Ctrl-C), lalu ulangi.")
    if os.environ.get("YES") != "1" and not _agreed():
        raise Halt("Dibatalkan; tidak ada yang dihapus.")
    lock.end_leftovers()
    for folder in (lasting().folder, VAR / "media", LOGS):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (POINTER, *VAR.glob("beat*")):
        file.unlink(missing_ok=True)
    mine.release()
    say("Data portal dihapus. `make run` memulai dari awal.")
    return 0


def _agreed() -> bool:
    try:
        return input(QUESTION).strip().lower() in {"ya", "y"}
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(guarded(main))
