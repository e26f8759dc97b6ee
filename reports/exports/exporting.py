"""Exports: asked for on a page, written by a job under the owner's scope of that moment, gone after a day."""

from datetime import timedelta
from uuid import uuid4

import structlog
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from foundation import disk
from foundation.errors import Refused
from foundation.nudges import nudge
from foundation.numbers import grouped
from foundation.sheets import CsvFile, XlsxFile
from foundation.throttle import throttle
from foundation.work import Work, drain, enqueue, given_up
from foundation.xlsx import MOST_ROWS
from offices.models import User
from participants.access_log import AccessKind, note
from reports.exports.models import Export, ExportKind, ExportState
from reports.exports.sheets import Rows, board_rows, people_rows
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm
from reports.figures.freshness import freshness
from reports.figures.reading import reading

log = structlog.get_logger("portal")

KIND = "export"
NO_ROOM = (
    "Penyimpanan portal penuh saat berkas ini dibuat. Beri tahu administrator portal, lalu minta lagi dari dasbor."
)
TASK = "reports.tasks.write_exports"
LASTS = timedelta(hours=24)
MOST_PER_HOUR = 30
MOST_IN_EXCEL = MOST_ROWS - 50_000
"""People in one sheet: room is left for head, notes, and whoever is recorded before the file is written."""


@transaction.atomic
def ask(kind: str, form: str, answer: Answer, *, by: User, named: bool = False, reason: str = "") -> Export:
    """Leave an export to the job. Raises TooMany beyond 30 an hour, Refused for a list that no sheet holds."""
    if (kind, form) == (ExportKind.PEOPLE, Export.Format.XLSX) and answer.number > MOST_IN_EXCEL:
        raise Refused(
            f"Daftar ini memuat {grouped(answer.number)} baris; Excel memuat paling banyak {grouped(MOST_IN_EXCEL)}."
            " Pilih CSV atau persempit saringannya."
        )
    throttle("export", by.pk, MOST_PER_HOUR, 3600)
    export = Export.objects.create(
        owner=by,
        kind=kind,
        format=form,
        query=answer.question.key,
        words=answer.in_words,
        duties=by.scope.key,
        named=named,
        reason=reason,
        expires_at=timezone.now() + LASTS,
    )
    enqueue(KIND, export.public_id)
    nudge(TASK)
    return export


def write_waiting() -> int:
    """Write what waits and answer how many; each export with its done-mark in one transaction."""
    _fail_given_up()
    return drain(KIND, _write_or_say)


def drop_expired() -> int:
    """Delete the files of exports past their day; the rows stay as a log of what was taken."""
    expired = Export.objects.filter(expires_at__lt=timezone.now()).exclude(file="")
    for export in expired:
        export.file.delete(save=False)
        Export.objects.filter(pk=export.pk).update(file="")
    return len(expired)


def _fail_given_up() -> None:
    """Tell the owners of exports that were tried in vain, instead of letting their pages wait."""
    vain = [piece.subject for piece in given_up(KIND)]
    Export.objects.filter(state=ExportState.WAITING, public_id__in=vain).update(state=ExportState.FAILED)


def _write_or_say(piece: Work) -> None:
    """Write one export; on a disk without room nothing of it stays, and its owner reads why."""
    try:
        with transaction.atomic():
            _write(piece)
    except Exception as failure:
        if not disk.is_full(failure):
            raise
        log.error("export_without_room", exc_info=failure)
        failed = Export.objects.filter(public_id=piece.subject, state=ExportState.WAITING)
        failed.update(state=ExportState.FAILED, problem=NO_ROOM)


def _write(piece: Work) -> None:
    """Write one export; where the owner's duties changed meanwhile it fails, for good."""
    export = Export.objects.select_for_update(of=("self",)).select_related("owner").get(public_id=piece.subject)
    with reading():
        fresh = freshness()
        form = QuestionForm(QueryDict(export.query), user=export.owner)
        if not form.is_valid() or export.owner.scope.key != export.duties:
            Export.objects.filter(pk=export.pk).update(state=ExportState.FAILED)
            return
        answer = Answer.to(form)
        if export.kind == ExportKind.PEOPLE:
            rows = people_rows(answer, fresh, named=export.named)
            note(export.owner, AccessKind.EXPORTED, what=export.words, reason=export.reason, rows=answer.number)
        else:
            rows = board_rows(answer, fresh)
        written = _save(export, rows)
    Export.objects.filter(pk=export.pk).update(
        state=ExportState.READY, rows=written, file=export.file.name, ready_at=timezone.now()
    )


def _save(export: Export, rows: Rows) -> int:
    """Stream the rows to a file, keep it in place of an earlier try's, and answer how many are data."""
    content = (CsvFile if export.format == Export.Format.CSV else XlsxFile)(rows)
    if export.file:
        export.file.delete(save=False)
    export.file.save(f"{uuid4().hex}.{export.format}", content, save=False)
    return content.written
