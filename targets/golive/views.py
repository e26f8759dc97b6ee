"""The page on which Bagian Perekonomian says since when each office uses the portal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from foundation.forms import sent
from offices import golive
from offices.guards import needs
from offices.models import GoLive, Region, Sudin
from offices.regions import Level, RegionQuerySet
from offices.requests import PortalRequest
from offices.roles import Act
from targets.golive.forms import GoLiveForm, Sheet


def _sudin_of(reached: RegionQuerySet) -> list[tuple[str, str]]:
    """Every sudin of each kota in reach, with its office's code; the kota is named where there are several."""
    kota = list(reached.filter(level=Level.KOTA))
    several = len(kota) > 1
    sudin = list(Sudin.objects.all())
    return [
        (golive.office_of(one.pk, place.pk), f"{one} {place.short_name}" if several else str(one))
        for place in kota
        for one in sudin
    ]


@require_http_methods(["GET", "POST"])
@needs(Act.SET_TARGETS)
def offices(request: PortalRequest) -> HttpResponse:
    """Every office with its month, and the form that sets one."""
    reached = Region.objects.reached_by(request.user, Act.SET_TARGETS)
    regions = list(reached.filter(level__gte=Level.KECAMATAN).select_related("successor"))
    offices = _sudin_of(reached)
    form = GoLiveForm(*sent(request), regions=regions, offices=offices, obj=Sheet())
    if form.change(request.user, lambda values: golive.set_month(**values, by=request.user)):
        form.tell(request, "Bulan mulai dipakai tersimpan.")
        return redirect("targets:golive")
    known = {row.office: row for row in GoLive.objects.select_related("set_by")}
    kelurahan = [(one.pk, one.marked) for one in regions if one.level == Level.KELURAHAN]
    rows = [(name, known.get(code)) for code, name in [*offices, *kelurahan]]
    return render(request, "targets/golive/offices.html", {"form": form, "rows": rows}, status=form.status)
