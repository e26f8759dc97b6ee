"""Pages for mentoring: one visit, or one that many took part in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from foundation.forms import sent
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from programs.mentoring.forms import ChosenForm, JointVisitForm, VisitForm
from programs.mentoring.visiting import record_joint_visit, record_visit
from records import returning
from records.models import StageCode, StageRecord
from records.rights import Reaching, acting_choices, sudin_reaching, unreached
from records.views.recording import RecordStage


class RecordVisit(RecordStage):
    """A visit to one participant; the officer is offered as mentor."""

    stage = StageCode.MENTORING
    form_class = VisitForm
    verb = staticmethod(record_visit)
    title = "Catat kunjungan pendampingan"
    done = "Kunjungan tercatat"

    def get_initial(self) -> dict[str, Any]:
        return {"mentor": self.request.user.full_name}


@require_POST
@needs(Act.RECORD_VISIT)
def joint(request: PortalRequest) -> HttpResponse:
    """One visit for everybody chosen on the list, in three steps of one address: fill in, preview, record."""
    choice = ChosenForm(*sent(request))
    if not choice.attempt(lambda _: choice.find(request.user)):
        return render(request, "mentoring/joint_refused.html", {"form": choice}, status=choice.status)
    people, step = choice.people, request.POST.get("langkah", "")
    reaching = sudin_reaching(people, StageCode.MENTORING, request.user)
    typed = sent(request) if step else (None, None)
    form = JointVisitForm(*typed, acting=acting_choices(reaching), initial={"mentor": request.user.full_name})
    if step == "simpan" and form.create(request.user, "", lambda values: _record(request, people, values)):
        messages.success(request, f"Pendampingan bersama tercatat untuk {len(people)} peserta.")
        return redirect(returning.people_page())
    return _show(request, form, people, reaching, preview=step == "pratinjau" and form.is_valid())


def _record(request: PortalRequest, people: list[Participant], values: dict[str, Any]) -> Any:
    """The first of the visits: it stands for all of them."""
    return record_joint_visit([person.public_id for person in people], by=request.user, **values)[0]


def _show(
    request: PortalRequest, form: JointVisitForm, people: list[Participant], reaching: Reaching, *, preview: bool
) -> HttpResponse:
    """The form, or what would be recorded for whom; whoever stands in the way is marked in both."""
    barred = {person.pk for person in unreached(people, reaching)}
    done = StageRecord.objects.firsts().filter(stage=StageCode.MENTORING, participant__in=people)
    before = set(done.values_list("participant_id", flat=True))
    rows = [{"person": p, "obstacle": _obstacle(p, barred), "again": p.pk in before} for p in people]
    if preview:
        form.hide()
    context = {"form": form, "rows": rows, "preview": preview, "blocked": any(row["obstacle"] for row in rows)}
    return render(request, "mentoring/joint.html", context, status=form.status)


def _obstacle(person: Participant, barred: set[int]) -> str:
    if not person.is_active:
        return f"Tidak aktif ({person.get_state_display()})"
    return "Di luar tugas Anda" if person.pk in barred else ""
