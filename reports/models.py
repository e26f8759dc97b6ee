"""The models of `reports`; each lives in its room."""

from reports.exports.models import Export
from reports.figures.models import (
    CheckRun,
    CountedRecord,
    FoldRun,
    FoldTotal,
    Progress,
    ProgressCell,
    ProgressDelta,
    TargetStanding,
)

__all__ = [
    "CheckRun",
    "CountedRecord",
    "Export",
    "FoldRun",
    "FoldTotal",
    "Progress",
    "ProgressCell",
    "ProgressDelta",
    "TargetStanding",
]
