"""The page on which one person's stage is recorded: the same for every room, which brings its form and its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from foundation.errors import DomainError, NotAllowed
from foundation.forms import sent
from offices.models import User
from participants.models import Participant
from records.evidence import keep
from records.forms import StageForm
from records.models import StageDetail
from records.rights import acting_choices, may_record


@dataclass(frozen=True)
class Recording:
    """How a room records its stage: the stage's code, its form, its verb, the page and the words when done."""

    stage: str
    form: type[StageForm]
    verb: Callable[..., StageDetail]
    title: str
    done: str
    template: str = "records/record.html"

    def respond(self, request: HttpRequest, participant_id: UUID, **initial: object) -> HttpResponse:
        """Show the form, or record what was sent and go back to the person; a refusal comes back on the form."""
        person = recordable(request.user, participant_id, self.stage)
        acting = acting_choices([person], self.stage, request.user)
        form = self.form(*sent(request), acting=acting, initial=initial)
        status = 422 if form.is_bound else 200
        if form.is_valid():
            try:
                self._record_once(request.user, person, form)
            except DomainError as refusal:
                form.add_refusal(refusal)
                status = refusal.status
            else:
                messages.success(request, f"{self.done} untuk {person.name}.")
                return redirect(after(request.user, person, self.stage))
        context = {"person": person, "form": form, "title": self.title, "stage": self.stage}
        return render(request, self.template, context, status=status)

    def _record_once(self, user: User, person: Participant, form: StageForm) -> None:
        with form.claim(user, person.public_id) as claim:
            if claim.repeated:
                return
            row = self.verb(person, by=user, **form.details)
            upload = form.cleaned_data.get("evidence")
            if upload and row.record:
                keep(row.record, upload, by=user)
            claim.settle(row.public_id)


def recordable(user: User, participant_id: UUID, stage: str) -> Participant:
    """The participant, 404 unless the officer may see her, 403 unless she may record this stage for her."""
    people = Participant.objects.visible_to(user).select_related("line__sudin", "kelurahan")
    person = get_object_or_404(people, public_id=participant_id)
    if not may_record(person, stage, user):
        raise NotAllowed(f"Tugas Anda tidak mencakup pencatatan {stage} untuk peserta ini.")
    return person


def after(user: User, person: Participant, stage: str) -> str:
    """Where to go on: her page, or the referrals where the record has closed the one that showed her."""
    if Participant.objects.visible_to(user).filter(pk=person.pk).exists():
        return reverse("person:detail", args=[person.public_id])
    return reverse("referrals:list")
