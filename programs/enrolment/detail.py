"""A participant's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from offices.guards import needs
from offices.roles import Act
from participants.access import Looked, note
from participants.models import Participant
from programs.enrolment.offers import offers_for


@needs(Act.SEE_PEOPLE)
def detail(request: HttpRequest, participant_id) -> HttpResponse:
    """Who she is, masked. Opening it is noted."""
    people = Participant.objects.visible_to(request.user).select_related("kelurahan", "line__sudin")
    person = get_object_or_404(people, public_id=participant_id)
    note(request.user, Looked.OPENED, person)
    words = {"participant": person, "offers": offers_for(person, request.user)}
    return render(request, "programs/enrolment/detail.html", words)
