"""The work list of sudin officers and of staff in the field."""

from tests.guarantees.matrix.actors import all_with
from tests.guarantees.matrix.frame import Kind, Row, page

WORKERS = all_with(200, "kasatlak", "pendamping", "sudin")

KINDS: dict[str, Kind] = {}

ROWS: list[Row] = [
    *page("worklist:start", WORKERS),
    *page("worklist:idle", WORKERS),
    *page("worklist:without_evidence", WORKERS),
]
