"""The page on which Bagian Perekonomian says since when each office uses the portal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foundation.forms import sent
from offices import golive
from offices.guards import needs
from offices.models import GoLive, Region, Sudin
from offices.regions import Level
from offices.requests import PortalRequest
from offices.roles import Act
from targets.golive.forms import GoLiveForm, Sheet


@require_http_methods(["GET", "POST"])
@needs(Act.SET_TARGETS)
def offices(request: PortalRequest) -> HttpResponse:
    """Every office with its month, and the form that sets one."""
    reached = Region.objects.reached_by(request.user, Act.SET_TARGETS)
    regions, sudin = list(reached.filter(level__gte=Level.KECAMATAN)), list(Sudin.objects.all())
    form = GoLiveForm(*sent(request), regions=regions, sudin=sudin, obj=Sheet())
    if form.change(request.user, lambda values: golive.set_month(**values, by=request.user)):
        form.tell(request, "Bulan mulai dipakai tersimpan.")
        return redirect("targets:golive")
    known = {row.office: row for row in GoLive.objects.select_related("set_by")}
    kelurahan = [region for region in regions if region.level == Level.KELURAHAN]
    rows = [(office, known.get(office.pk)) for office in [*sudin, *kelurahan]]
    return render(request, "targets/golive/offices.html", {"form": form, "rows": rows}, status=form.status)
