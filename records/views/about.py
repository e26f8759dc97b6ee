"""Pages about one record: taking it back, its evidence."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from foundation.days import stamp
from foundation.files import serve
from foundation.forms import sent
from foundation.leading import lead_on
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants import access_log
from participants.access_log import AccessKind
from participants.models import Participant
from records import completion, evidence, returning
from records.forms import EvidenceForm, VoidForm
from records.marks import marked
from records.mending import why_not_anew
from records.models import Evidence, StageRecord
from records.rights import may_take_back, require_void
from records.subjects import filling


@require_GET
@needs(Act.SEE_PEOPLE)
def detail(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """One record with her name and number: all that is left of her after a referral. The look is written down."""
    words = ("recorded_by", "voided_by", "acting_sudin", "credited_line", "kelurahan")
    record = get_object_or_404(_records(request.user).select_related(*words), public_id=record_id)
    person, user = record.participant, request.user
    access_log.note(user, AccessKind.OPENED, person, what=f"catatan {record.stage_id}")
    context = {
        "record": record,
        "marks": marked([record.pk]),
        "person": person,
        "sees_her": Participant.objects.visible_to(user).filter(pk=person.pk).exists(),
        "may_record": evidence.may_attach(record, person, user),
        "takable": {record.pk} if not record.is_registration and may_take_back(record, person, user) else set(),
        "anew": {record.pk} if not why_not_anew(record, user) else set(),
        "subjects": filling(record.stage_id),
    }
    return render(request, "records/detail.html", context)


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE, Act.RECORD_VISIT)
def void(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Take a record back, with a reason."""
    record = get_object_or_404(_records(request.user), public_id=record_id)
    require_void(record, record.participant, request.user)
    _require_valid(request, record)
    form = VoidForm(*sent(request))
    if form.attempt(lambda values: completion.void(record, by=request.user, **values)):
        messages.success(request, f"Catatan {record.stage_id} dibatalkan.")
        return redirect(returning.after(request.user, record.participant, record))
    back = returning.after(request.user, record.participant, record)
    context = {"record": record, "person": record.participant, "form": form, "back": back}
    return render(request, "records/void.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE, Act.RECORD_VISIT, Act.CORRECT)
def attach(request: PortalRequest, record_id: UUID) -> HttpResponse:
    """Add a file to a record."""
    record = get_object_or_404(_records(request.user), public_id=record_id)
    _require_valid(request, record)
    evidence.require_attach(record, record.participant, request.user)
    form = EvidenceForm(*sent(request))
    about = record.public_id
    if form.create(request.user, about, lambda values: evidence.attach(record, values["evidence"], by=request.user)):
        messages.success(request, f"Bukti dukung {record.stage_id} tersimpan.")
        return redirect(returning.after(request.user, record.participant, record))
    back = returning.after(request.user, record.participant, record)
    context = {"record": record, "person": record.participant, "form": form, "back": back}
    return render(request, "records/attach.html", context, status=form.status)


@require_GET
@needs(Act.SEE_PEOPLE)
def download(request: PortalRequest, evidence_id: UUID) -> FileResponse:
    """A file of a record the officer may see, voided record or not; that it was taken is written down."""
    files = Evidence.objects.select_related("record__participant")
    seen = StageRecord.objects.visible_to(request.user)
    file = get_object_or_404(files.filter(record__in=seen), public_id=evidence_id)
    access_log.note(request.user, AccessKind.OPENED_FILE, file.record.participant, what=file.name)
    return serve(file.file, file.content_type, file.name)


def _require_valid(request: PortalRequest, record: StageRecord) -> None:
    """Lead on to the person where the record was taken back."""
    if record.voided_at:
        words = f"Catatan {record} sudah dibatalkan pada {stamp(record.voided_at)}: {record.void_reason}"
        lead_on(request, words, returning.after(request.user, record.participant))


def _records(user: User) -> QuerySet[StageRecord]:
    """Records this officer may see."""
    return StageRecord.objects.visible_to(user).select_related(
        "participant__line__sudin", "participant__kelurahan", "stage"
    )
