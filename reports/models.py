"""The models of `reports`; each lives in its room."""

from reports.exports.models import Export
from reports.figures.models import (
    CheckRun,
    CountedRecord,
    FoldRun,
    Progress,
    ProgressCell,
    ProgressDelta,
    TargetResult,
)

__all__ = [
    "CheckRun",
    "CountedRecord",
    "Export",
    "FoldRun",
    "Progress",
    "ProgressCell",
    "ProgressDelta",
    "TargetResult",
]
