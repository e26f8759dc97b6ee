"""The start page of sudin officers and their people in the kecamatan: what to do next."""

from django.http import HttpResponse
from django.shortcuts import render

from desk.worklist import queues
from desk.worklist.sections import sections
from foundation.paging import page
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from offices.worklist import work_list


@needs(Act.RECORD_STAGE, Act.VERIFY)
def start(request: PortalRequest) -> HttpResponse:
    """A few lines of everything that waits."""
    return render(request, "desk/worklist/start.html", {"sections": sections(work_list, request.user)})


@needs(Act.RECORD_STAGE)
def idle(request: PortalRequest) -> HttpResponse:
    """Everybody in the officer's care by the day of the last activity, the longest ago first."""
    found = page(queues.idle(request.user), queues.IDLE_ORDER, request.GET.get("cursor"))
    return render(request, "desk/worklist/idle.html", {"page": found})


@needs(Act.RECORD_STAGE)
def without_evidence(request: PortalRequest) -> HttpResponse:
    """Records of the officer's sudin of a year that no file supports, the newest first."""
    found = page(queues.without_evidence(request.user), ("-occurred_on", "-id"), request.GET.get("cursor"))
    return render(request, "desk/worklist/without_evidence.html", {"page": found})
