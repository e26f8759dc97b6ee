"""Pages for mentoring: one visit, or one that many took part in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from foundation.errors import DomainError, Refused
from offices.guards import needs
from offices.roles import Act
from participants.models import Participant
from programs.mentoring.forms import JointVisitForm, VisitForm
from programs.mentoring.visiting import everybody, record_joint_visit, record_visit
from records.models import StageCode, StageRecord
from records.recording import Recording
from records.rights import acting_choices, beyond_rights

VISIT = Recording(StageCode.MENTORING, VisitForm, record_visit, "Catat kunjungan pendampingan", "Kunjungan tercatat")


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_VISIT)
def record(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """A visit to one participant; the officer herself is offered as mentor."""
    return VISIT.respond(request, participant_id, mentor=request.user.full_name)


@require_POST
@needs(Act.RECORD_VISIT)
def joint(request: HttpRequest) -> HttpResponse:
    """One visit for everybody chosen on the list, in three steps of one address: fill in, preview, record."""
    chosen = request.POST.getlist("peserta")
    step = request.POST.get("langkah", "")
    try:
        people = everybody(_ids(chosen), request.user)
    except DomainError as refusal:
        return render(request, "mentoring/joint_refused.html", {"refusal": refusal}, status=refusal.status)
    acting = acting_choices(people, StageCode.MENTORING, request.user)
    form = JointVisitForm(request.POST if step else None, acting=acting, chosen=chosen)
    form.initial.setdefault("mentor", request.user.full_name)
    if step == "simpan" and form.is_valid():
        return _record(request, form, people)
    return _show(request, form, people, preview=step == "pratinjau" and form.is_valid())


def _record(request: HttpRequest, form: JointVisitForm, people: list[Participant]) -> HttpResponse:
    try:
        with form.claim(request.user) as claim:
            if not claim.repeated:
                visits = record_joint_visit([p.public_id for p in people], by=request.user, **form.details)
                claim.settle(visits[0].public_id)
    except DomainError as refusal:
        form.add_refusal(refusal)
        return _show(request, form, people, preview=False, status=refusal.status)
    messages.success(request, f"Pendampingan bersama tercatat untuk {len(people)} peserta.")
    return redirect("people:list")


def _show(
    request, form: JointVisitForm, people: list[Participant], *, preview: bool, status: int = 200
) -> HttpResponse:
    """The form, or what would be recorded for whom; whoever stands in the way is marked in both."""
    barred = {person.pk for person in beyond_rights(people, StageCode.MENTORING, request.user)}
    done = StageRecord.objects.firsts().filter(stage=StageCode.MENTORING, participant__in=people)
    before = set(done.values_list("participant_id", flat=True))
    rows = [{"person": p, "obstacle": _obstacle(p, barred), "again": p.pk in before} for p in people]
    if preview:
        form.hide()
    context = {"form": form, "rows": rows, "preview": preview, "blocked": any(row["obstacle"] for row in rows)}
    return render(request, "mentoring/joint.html", context, status=status)


def _obstacle(person: Participant, barred: set[int]) -> str:
    if not person.is_active:
        return f"Tidak aktif ({person.get_state_display()})"
    return "Di luar tugas Anda" if person.pk in barred else ""


def _ids(texts: list[str]) -> list[UUID]:
    """The public ids; Refused naming the first that is none."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            raise Refused(f"Tidak ada yang dicatat. Kode peserta tidak sah: {text[:40]}") from None
    return found
