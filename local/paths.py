"""Where things of this folder lie. Nothing here touches the disk. JAKPRENEUR_VAR puts the data elsewhere (tests do)."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
PROGRAMS = BUILD / "programs"
VAR = Path(os.environ.get("JAKPRENEUR_VAR") or ROOT / "var").resolve()
LOGS = VAR / "log"
VENDOR = BUILD / "frontend" / "vendor"
NODE_MODULES = ROOT / "node_modules"
