"""Where things of this folder lie. Nothing here touches the disk."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
PROGRAMS = BUILD / "programs"
VAR = ROOT / "var"
LOGS = VAR / "log"
VENDOR = BUILD / "frontend" / "vendor"
NODE_MODULES = ROOT / "node_modules"
