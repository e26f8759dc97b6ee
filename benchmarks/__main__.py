"""python -m benchmarks [writes] [lists] ...: print each figure; exit 1 where one does not keep to its limit."""

import argparse
import sys

from benchmarks import api, bulk, dashboard, disk, export, lists, nik, search, writes
from benchmarks.city import city

FIGURES = {
    "disk": disk,
    "nik": nik,
    "search": search,
    "lists": lists,
    "export": export,
    "api": api,
    "dashboard": dashboard,
    "bulk": bulk,
    "writes": writes,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], help="tanpa nama: semua")
    parser.add_argument("--participants", type=int, default=300_000)
    asked = parser.parse_args()
    with city(asked.participants) as town:
        ratios = [ratio for name in asked.figures or FIGURES for ratio in FIGURES[name].measure(town)]
    print(*ratios, sep="\n")
    return 0 if all(ratio.kept for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
