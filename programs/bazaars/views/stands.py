"""Pages of the stands: choosing exhibitors, giving a stand up, replacing, attendance and sales of a day."""

from datetime import date

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.days import long_date
from foundation.errors import DomainError, Refused
from foundation.forms import PortalForm
from offices.guards import needs
from offices.roles import Act
from participants.models import Business, Participant
from programs.activities.picking import MOST_SHOWN, UNLISTED, ids
from programs.activities.rights import may_run
from programs.bazaars import attendance, choosing
from programs.bazaars.forms import DayForm, ExhibitorFilters
from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor
from programs.bazaars.views.bazaars import found, status_of
from records.models import StageCode, StageRecord

PREPARED = (StageCode.TRAINING, StageCode.MENTORING)


@needs(Act.RUN_ACTIVITIES)
def choose(request: HttpRequest, bazaar_id: str) -> HttpResponse:
    """Who may exhibit, never first, then longest ago; send the choice."""
    bazaar = found(request, bazaar_id)
    may_run(bazaar, request.user)
    form = PortalForm(request.POST or None)
    if request.method == "POST":
        try:
            new = choosing.choose(bazaar, ids(request.POST.getlist("chosen")), by=request.user)
            messages.success(request, f"{new} peserta mendapat stan.")
            return redirect("bazaars:detail", bazaar.public_id)
        except DomainError as refusal:
            form.is_valid()
            form.add_refusal(refusal)
    return _picker(request, bazaar, form)


@needs(Act.RUN_ACTIVITIES)
def replace(request: HttpRequest, bazaar_id: str, exhibitor_id: str) -> HttpResponse:
    """The same picker for one stand: the chosen one takes it over."""
    exhibitor = _exhibitor(request, bazaar_id, exhibitor_id)
    may_run(exhibitor.bazaar, request.user)
    form = PortalForm(request.POST or None)
    if request.method == "POST":
        try:
            chosen = ids(request.POST.getlist("chosen"))
            if len(chosen) != 1:
                raise Refused("Pilih satu pengganti.")
            choosing.replace(exhibitor, chosen[0], by=request.user)
            messages.success(request, f"Stan {exhibitor.stand} berganti peserta.")
            return redirect("bazaars:detail", bazaar_id)
        except DomainError as refusal:
            form.is_valid()
            form.add_refusal(refusal)
    return _picker(request, exhibitor.bazaar, form, exhibitor)


@require_POST
@needs(Act.RUN_ACTIVITIES)
def withdraw(request: HttpRequest, bazaar_id: str, exhibitor_id: str) -> HttpResponse:
    """She gives her stand up."""
    exhibitor = _exhibitor(request, bazaar_id, exhibitor_id)
    choosing.withdraw(exhibitor, by=request.user)
    messages.success(request, f"Stan {exhibitor.stand} kosong lagi.")
    return redirect("bazaars:detail", bazaar_id)


@needs(Act.RUN_ACTIVITIES)
def take(request: HttpRequest, bazaar_id: str, day: str) -> HttpResponse:
    """The sheet of one day: who was there, and what each stand sold."""
    bazaar = found(request, bazaar_id)
    may_run(bazaar, request.user)
    on = _day(bazaar, day)
    exhibitors = attendance.on_sheet(bazaar, on)
    form = DayForm(request.POST or None, obj=bazaar, exhibitors=exhibitors, initial=_stored(bazaar, on))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            came = attendance.take(bazaar, on, typed["version"], form.sheet, by=request.user, reason=typed["reason"])
            messages.success(request, f"{long_date(on)}: {came} peserta hadir. P5 tercatat untuk yang hadir.")
            return redirect("bazaars:detail", bazaar.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _sheet(request, bazaar, on, exhibitors, form)


def _day(bazaar: Bazaar, text: str) -> date:
    """The day of the bazaar in the address (2026-12-07); else 404."""
    for day in bazaar.days:
        if day.isoformat() == text:
            return day
    raise Http404


def _exhibitor(request: HttpRequest, bazaar_id: str, exhibitor_id: str) -> Exhibitor:
    bazaar = found(request, bazaar_id)
    return get_object_or_404(bazaar.exhibitors.select_related("bazaar__sudin"), public_id=exhibitor_id)


def _picker(request: HttpRequest, bazaar: Bazaar, form, exhibitor: Exhibitor | None = None) -> HttpResponse:
    filters = ExhibitorFilters(request.GET, user=request.user)
    spread = choosing.Spread.of(bazaar)
    people = _candidates(request, bazaar, filters)
    context = {
        "bazaar": bazaar,
        "exhibitor": exhibitor,
        "filters": filters,
        "people": [(person, spread.beside(person)) for person in people],
        "fields": spread.fields.most_common(),
        "places": spread.kelurahan.most_common(),
        "free": len(choosing.free_stands(bazaar)),
        "chosen": set(request.POST.getlist("chosen")),
        "form": form,
    }
    return render(request, "bazaars/choose.html", context, status=status_of(form))


def _candidates(request: HttpRequest, bazaar: Bazaar, filters: ExhibitorFilters) -> list[Participant]:
    """Never exhibited first, then the longest ago; as many as a page holds. Each with `done`: P2 and P3."""
    people = choosing.not_chosen(choosing.eligible(bazaar, request.user), bazaar)
    if filters.is_valid() and filters.cleaned_data["ready"]:
        people = _prepared(people)
    businesses = Prefetch("businesses", Business.objects.only("participant_id", "name", "field"))
    people = filters.narrow(people).defer(*UNLISTED).select_related("kelurahan", "line").prefetch_related(businesses)
    found_ = filters.find(choosing.never_exhibited(people))
    found_ += filters.find(choosing.longest_ago(people)) if len(found_) < MOST_SHOWN else []
    firsts = StageRecord.objects.firsts().filter(participant__in=found_, stage__in=PREPARED)
    done = set(firsts.values_list("participant_id", "stage_id"))
    for person in found_:
        person.done = [stage for stage in PREPARED if (person.pk, stage) in done]
    return found_[:MOST_SHOWN]


def _prepared(people: QuerySet[Participant]) -> QuerySet[Participant]:
    for stage in PREPARED:
        people = people.filter(Exists(StageRecord.objects.firsts().filter(participant=OuterRef("pk"), stage=stage)))
    return people


def _stored(bazaar: Bazaar, day: date) -> dict[str, object]:
    rows = BazaarDay.objects.filter(exhibitor__bazaar=bazaar, day=day, voided=False).select_related("exhibitor")
    there = {row.exhibitor.public_id: row.sales for row in rows}
    return {"present": list(there)} | {f"sales_{key.hex}": sales for key, sales in there.items()}


def _sheet(request: HttpRequest, bazaar: Bazaar, day: date, exhibitors: list[Exhibitor], form: DayForm) -> HttpResponse:
    """Boxes and sales as they were sent, or as they are stored."""
    ticked = {str(key) for key in (form["present"].value() or [])}
    names = Participant.objects.only("name", "registration_number").in_bulk([one.participant_id for one in exhibitors])
    rows = [(one, names[one.participant_id], str(one.public_id) in ticked, form.sales_field(one)) for one in exhibitors]
    context = {"bazaar": bazaar, "day": day, "rows": rows, "form": form, "open": bazaar.can_be_taken(day)}
    return render(request, "bazaars/day.html", context, status=status_of(form))
