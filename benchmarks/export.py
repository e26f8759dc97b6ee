"""The list behind a number as a file, against django-import-export and against COPY of the same columns."""

import resource
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from benchmarks.city import City
from benchmarks.figures import Ratio, side_by_side
from benchmarks.officers import CITY, SUDIN, sudin_officer

PAIRS, MEGABYTES = 2, 40
YEAR = 2025
ASKED = f"tahap=P1&mulai=01/01/{YEAR}&sampai=31/12/{YEAR}"

ROWS = f"""
SELECT record.occurred_on, record.stage_id, person.name, person.registration_number, place.name, line.name, acting.short_name
FROM records_stagerecord AS record
JOIN participants_participant AS person ON person.id = record.participant_id
JOIN offices_region AS place ON place.code = record.kelurahan_id
JOIN offices_targetline AS line ON line.code = record.credited_line_id
LEFT JOIN offices_sudin AS acting ON acting.code = record.acting_sudin_id
WHERE record.is_first AND record.stage_id = 'P1' AND record.occurred_on BETWEEN '{YEAR}-01-01' AND '{YEAR}-12-31'
  AND record.kelurahan_id LIKE '{CITY}%' AND record.credited_line_id LIKE '{SUDIN}%'
ORDER BY record.occurred_on DESC, record.id DESC
"""


def measure(town: City) -> list[Ratio]:
    """CSV and XLSX of the people registered in a year, about 100.000 of a million; both sides have the same."""
    town.open()
    ours, peer = _Ours(), _Peer()
    grown = _grown_by(ours.xlsx)
    names = ours.names()
    if names != peer.names():
        raise AssertionError("Kedua berkas memuat orang yang berbeda.")
    csv, peer_csv = side_by_side([(ours.csv, peer.csv)] * PAIRS)
    bare, copy = side_by_side([(ours.csv, lambda: _copy(town))] * PAIRS)
    xlsx, peer_xlsx = side_by_side([(ours.xlsx, peer.xlsx)] * PAIRS)
    rows = f"{len(names)} orang"
    return [
        Ratio(f"CSV {rows} (django-import-export : kami)", peer_csv, csv, "s", 6, at_least=True),
        Ratio(f"CSV {rows} (kami : COPY)", bare, copy, "s", 3, at_least=False),
        Ratio(f"XLSX {rows} (django-import-export : kami)", peer_xlsx, xlsx, "s", 4, at_least=True),
        Ratio("Memori sebuah XLSX (kami : batas)", [grown], [float(MEGABYTES)], "MB", 1, at_least=False),
    ]


def _grown_by(work: Callable[[], None]) -> float:
    """By how many megabytes a process of its own grows at most while it does the work."""
    from django.db import connections

    def child() -> None:
        before = _most_memory()
        work()
        grown.value = _most_memory() - before

    connections.close_all()
    forked = get_context("fork")
    grown = forked.Value("d", float("inf"))
    process = forked.Process(target=child)
    process.start()
    process.join()
    return grown.value


def _most_memory() -> float:
    """The most this process has had at once, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _copy(town: City) -> None:
    with town.connect() as line, line.cursor() as cursor, tempfile.TemporaryFile() as sink:
        cursor.copy_expert(f"COPY ({ROWS}) TO STDOUT WITH (FORMAT csv, HEADER)", sink)


class _Ours:
    """The portal's own rows and writers, for an officer who sees these people."""

    def __init__(self) -> None:
        from django.http import QueryDict

        from reports.figures.answers import Answer
        from reports.figures.forms import QuestionForm
        from reports.figures.reading import reading

        with reading():
            form = QuestionForm(QueryDict(ASKED), user=sudin_officer())
            if not form.is_valid():
                raise AssertionError(form.errors)
            self.answer = Answer.to(form)

    def _rows(self) -> Any:
        from reports.exports.sheets import people_rows
        from reports.figures.freshness import freshness

        return people_rows(self.answer, freshness(), named=True)

    def names(self) -> list[str]:
        from foundation.sheets import Note
        from reports.figures.reading import reading

        with reading():
            return [row[3] for row in self._rows() if not isinstance(row, Note)][1:]

    def csv(self) -> None:
        from foundation.sheets import CsvFile

        self._kept(CsvFile)

    def xlsx(self) -> None:
        from foundation.sheets import XlsxFile

        self._kept(XlsxFile)

    def _kept(self, form: Any) -> None:
        from reports.figures.reading import reading

        with reading(), tempfile.TemporaryFile() as sink:
            for part in form(self._rows()).chunks():
                sink.write(part)


class _Peer:
    """A resource of django-import-export over the same records, its related rows fetched by joins."""

    def __init__(self) -> None:
        from import_export import fields, resources

        from records.models import StageRecord

        class People(resources.ModelResource):
            name = fields.Field(attribute="participant__name")
            number = fields.Field(attribute="participant__registration_number")
            place = fields.Field(attribute="kelurahan__name")
            line = fields.Field(attribute="credited_line__name")
            acting = fields.Field(attribute="acting_sudin__short_name")

            class Meta:
                model = StageRecord
                fields = ("occurred_on", "stage", "name", "number", "place", "line", "acting")

        places = {"kelurahan__code__startswith": CITY, "credited_line__code__startswith": SUDIN}
        of_year = StageRecord.objects.filter(is_first=True, stage="P1", occurred_on__year=YEAR, **places)
        joined = of_year.select_related("participant", "kelurahan", "credited_line", "acting_sudin")
        self.records = joined.order_by("-occurred_on", "-pk")
        self.resource = People()

    def names(self) -> list[str]:
        return list(self.records.values_list("participant__name", flat=True))

    def csv(self) -> None:
        self._kept(self.resource.export(self.records.all()).csv.encode())

    def xlsx(self) -> None:
        self._kept(self.resource.export(self.records.all()).xlsx)

    @staticmethod
    def _kept(content: bytes) -> None:
        with tempfile.TemporaryFile() as sink:
            sink.write(content)
