"""Pages of the stands: choosing exhibitors, giving a stand up, replacing, attendance and sales of a day."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.days import long_date
from foundation.forms import sent
from foundation.leading import lead_on
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from participants.participants import ParticipantQuerySet
from programs.activities.choosing import eligible, not_chosen
from programs.activities.door import Door
from programs.activities.forms import PickForm
from programs.activities.numbers import came_words
from programs.activities.picking import MOST_SHOWN
from programs.activities.rights import require_run
from programs.activities.views import found, require_standing
from programs.bazaars import attendance, choosing
from programs.bazaars.forms import DayForm, ExhibitorFilters
from programs.bazaars.models import Bazaar, Exhibitor
from programs.bazaars.sheet import SHEET
from records.expectations import lacking_for
from records.models import StageCode, StageRecord

P5_RECORDED = " P5 tercatat untuk yang hadir."
PREPARED = (StageCode.TRAINING, StageCode.MENTORING)


@needs(Act.RUN_ACTIVITIES)
def choose(request: PortalRequest, bazaar_id: UUID) -> HttpResponse:
    """Who may exhibit, never first, then longest ago; send the choice."""
    bazaar = found(Bazaar, request.user, bazaar_id)
    require_run(bazaar, request.user)
    require_standing(request, bazaar, reverse("bazaars:detail", args=[bazaar_id]))
    form = PickForm(*sent(request))
    if form.attempt(lambda values: choosing.choose(bazaar, by=request.user, **values)):
        messages.success(request, f"{len(form.ticked)} peserta mendapat stan.")
        return redirect("bazaars:detail", bazaar.public_id)
    return _picker(request, bazaar, form)


@needs(Act.RUN_ACTIVITIES)
def replace(request: PortalRequest, bazaar_id: UUID, exhibitor_id: UUID) -> HttpResponse:
    """The same picker for one stand: the chosen one takes it over."""
    exhibitor = _exhibitor(request.user, bazaar_id, exhibitor_id)
    require_run(exhibitor.bazaar, request.user)
    onward = reverse("bazaars:detail", args=[bazaar_id])
    require_standing(request, exhibitor.bazaar, onward)
    lead_on(request, _unmovable(exhibitor), onward)
    form = PickForm(*sent(request))
    if form.attempt(lambda values: choosing.replace(exhibitor, by=request.user, **values)):
        messages.success(request, f"Stan {exhibitor.stand} berganti peserta.")
        return redirect("bazaars:detail", bazaar_id)
    return _picker(request, exhibitor.bazaar, form, exhibitor)


@require_POST
@needs(Act.RUN_ACTIVITIES)
def withdraw(request: PortalRequest, bazaar_id: UUID, exhibitor_id: UUID) -> HttpResponse:
    """She gives her stand up."""
    exhibitor = _exhibitor(request.user, bazaar_id, exhibitor_id)
    choosing.withdraw(exhibitor, by=request.user)
    gone = f"{exhibitor.stand_words} kosong lagi." if exhibitor.stand else "Peserta tanpa stan dikeluarkan dari daftar."
    messages.success(request, gone)
    return redirect("bazaars:detail", bazaar_id)


@needs(Act.RUN_ACTIVITIES)
def take(request: PortalRequest, bazaar_id: UUID, day: str) -> HttpResponse:
    """The sheet of one day: who was there, and what each stand sold."""
    bazaar = found(Bazaar, request.user, bazaar_id)
    require_run(bazaar, request.user)
    require_standing(request, bazaar, reverse("bazaars:detail", args=[bazaar_id]))
    on = _day(request, bazaar, day)
    door = Door(request, SHEET, bazaar, on)
    if away := door.leave():
        return away
    exhibitors, stored = list(bazaar.listed(on)), attendance.there_on(bazaar, on)
    arrived = bazaar.arrived(on).values_list("public_id", flat=True)
    form = DayForm(*door.data, obj=bazaar, exhibitors=exhibitors, stored=stored, arrived=arrived)
    if not door.hold(form) and form.change(
        request.user, lambda values: attendance.take(bazaar, on, by=request.user, **values), about=on
    ):
        door.saved()
        form.tell(request, f"{long_date(on)}: {_came(bazaar, on)}.{P5_RECORDED if form.ticked else ''}")
        return redirect("bazaars:detail", bazaar.public_id)
    names = Participant.objects.only("name", "registration_number").in_bulk([one.participant_id for one in exhibitors])
    lacks = lacking_for(bazaar.stage, names, on)
    rows = [
        (
            one,
            names[one.participant_id],
            str(one.public_id) in form.ticked,
            form.sales_field(one),
            lacks.get(one.participant_id),
        )
        for one in exhibitors
    ]
    context = {"bazaar": bazaar, "day": on, "rows": rows, "form": form, "open": bazaar.can_be_taken_on(on)}
    context |= {"door": door, "done": bazaar.day_sheets.filter(day=on).exists()}
    return render(request, "bazaars/day.html", context, status=max(form.status, door.form.status))


def _came(bazaar: Bazaar, day: date) -> str:
    asked = sum(one.uninvited_on is None for one in bazaar.listed(day))
    there = bazaar.attendances().filter(day=day)
    unasked = there.filter(exhibitor__uninvited_on__isnull=False).count()
    return came_words(there.count(), asked, unasked, among="yang terpilih")


def _day(request: PortalRequest, bazaar: Bazaar, text: str) -> date:
    """The day of the bazaar in the address (2026-12-07). Leads on where its days have changed; 404 for what is no day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day in bazaar.days:
        return day
    words = f"{long_date(day)} bukan hari bazar ini (lagi). Pilih harinya pada tabel."
    lead_on(request, words, reverse("bazaars:detail", args=[bazaar.public_id]))
    raise Http404


def _unmovable(exhibitor: Exhibitor) -> str:
    """Why her stand can be handed on no more; empty while it can."""
    if exhibitor.stand is None:
        return "Peserta ini datang tanpa undangan dan tidak menempati stan."
    if exhibitor.withdrawn_at:
        return f"Peserta ini sudah tidak menempati stan {exhibitor.stand}."
    movable = exhibitor.bazaar.exhibitors.movable().filter(pk=exhibitor.pk).exists()
    return "" if movable else f"Bazar ini sudah selesai; stan {exhibitor.stand} tidak berganti lagi."


def _exhibitor(user: User, bazaar_id: UUID, exhibitor_id: UUID) -> Exhibitor:
    exhibitors = found(Bazaar, user, bazaar_id).exhibitors
    return get_object_or_404(exhibitors.select_related("bazaar__sudin"), public_id=exhibitor_id)


def _picker(request: PortalRequest, bazaar: Bazaar, form: PickForm, exhibitor: Exhibitor | None = None) -> HttpResponse:
    filters = ExhibitorFilters(request.GET, user=request.user, stage=bazaar.stage)
    spread = choosing.Spread.of(bazaar)
    people = _candidates(request.user, bazaar, filters)
    context = {
        "bazaar": bazaar,
        "exhibitor": exhibitor,
        "filters": filters,
        "rows": [
            row | {"done": done, "beside": spread.beside(person)}
            for row, (person, done) in zip(filters.rows([person for person, _ in people]), people, strict=True)
        ],
        "fields": spread.fields.most_common(),
        "places": spread.kelurahan.most_common(),
        "free": bazaar.free(),
        "one": exhibitor is not None,
        "form": form,
    }
    return render(request, "bazaars/choose.html", context, status=form.status)


def _candidates(user: User, bazaar: Bazaar, filters: ExhibitorFilters) -> list[tuple[Participant, list[str]]]:
    """Never exhibited first, then the longest ago; as many as a page holds. Each with what she has of P2 and P3."""
    people = not_chosen(eligible(bazaar, user), bazaar)
    if filters.is_valid() and filters.cleaned_data["ready"]:
        people = _prepared(people)
    people = filters.narrow(people)
    shown = filters.find(choosing.never_exhibited(people))
    shown += filters.find(choosing.longest_ago(people)) if len(shown) < MOST_SHOWN else []
    firsts = StageRecord.objects.firsts().filter(participant__in=shown, stage__in=PREPARED)
    done = set(firsts.values_list("participant_id", "stage_id"))
    return [(person, [code for code in PREPARED if (person.pk, code) in done]) for person in shown[:MOST_SHOWN]]


def _prepared(people: ParticipantQuerySet) -> ParticipantQuerySet:
    for stage in PREPARED:
        people = people.filter(Exists(StageRecord.objects.firsts().filter(participant=OuterRef("pk"), stage=stage)))
    return people
