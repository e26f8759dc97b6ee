"""Pages of the target decisions: everybody with figures reads them, Bagian Perekonomian sets them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.forms import OnceForm, PortalForm, sent
from foundation.leading import lead_on
from offices.guards import needs
from offices.models import Region, User
from offices.regions import Level
from offices.requests import PortalRequest
from offices.roles import Act
from targets import deciding
from targets.forms import ChangeDecisionForm, DecisionForm, InForceForm, NewDecisionForm
from targets.links import links_of
from targets.models import Target, TargetDecision
from targets.plausibility import uncompared
from targets.rights import may_change, may_replace, may_set
from targets.sums import TargetTable

NO_EDIT = "isinya tidak diubah lagi, hanya dapat diganti oleh keputusan baru."


@require_safe
@needs(Act.SEE_FIGURES)
def decisions(request: PortalRequest) -> HttpResponse:
    """Every decision with its sum, published total and selisih."""
    targets = Prefetch("targets", Target.objects.select_related("line", "region"))
    found = TargetDecision.objects.visible_to(request.user).select_related("stage", "region").prefetch_related(targets)
    tables = [TargetTable(decision, list(decision.targets.all())) for decision in found]
    rows = [(table.decision, table.sums()) for table in tables]
    return render(request, "targets/list.html", {"rows": rows, "may_set": may_set(request.user)})


@require_safe
@needs(Act.SEE_FIGURES)
def decision(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One decision: both trees, published total, selisih, and what the officer may do with it."""
    return _detail(request, _found(request, public_id))


@needs(Act.SET_TARGETS)
def new(request: PortalRequest) -> HttpResponse:
    """A new draft: the form, and what it sends."""
    form = NewDecisionForm(*sent(request), region=_own_kota(request.user))
    if form.create(request.user, "", lambda values: deciding.draft(**values, by=request.user)):
        messages.success(request, "Rancangan keputusan tersimpan.")
        return redirect("targets:detail", form.made)
    return _form(request, form)


@needs(Act.SET_TARGETS)
def edit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Change a draft."""
    found = _found(request, public_id)
    onward = reverse("targets:detail", args=[public_id])
    lead_on(request, "" if found.is_draft else f"Keputusan ini {found.get_state_display().lower()}; {NO_EDIT}", onward)
    form = ChangeDecisionForm(*sent(request), obj=found, region=found.region, table=TargetTable.of(found))
    if form.change(request.user, lambda values: deciding.change(found, by=request.user, **values)):
        form.tell(request, "Perubahan rancangan tersimpan.")
        return redirect("targets:detail", found.public_id)
    return _form(request, form, found)


@require_POST
@needs(Act.SET_TARGETS)
def enforce(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Put a draft in force; with a selisih, or a value that looks wrong, the page asks for the reason."""
    found = _found(request, public_id)
    form = InForceForm(*sent(request), obj=found)
    if form.change(request.user, lambda values: deciding.put_in_force(found, by=request.user, **values)):
        form.tell(request, "Keputusan ini sekarang berlaku.")
        return redirect("targets:detail", found.public_id)
    return _detail(request, found, form=form)


@require_POST
@needs(Act.SET_TARGETS)
def replace(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Open the draft that will replace this decision."""
    found = _found(request, public_id)
    act = OnceForm(*sent(request))
    if act.create(request.user, found.public_id, lambda _: deciding.begin_replacement(found, by=request.user)):
        return redirect("targets:edit", act.made)
    return _detail(request, found, act=act)


def _found(request: PortalRequest, public_id: UUID) -> TargetDecision:
    visible = TargetDecision.objects.visible_to(request.user).select_related("stage", "region", "replaces", "part_of")
    return get_object_or_404(visible, public_id=public_id)


def _detail(
    request: PortalRequest,
    found: TargetDecision,
    *,
    form: InForceForm | None = None,
    act: PortalForm | None = None,
) -> HttpResponse:
    """The decision's page, with the form or the act that was refused, if any."""
    table, refused = TargetTable.of(found), form or act
    may_be_changed = may_change(found, request.user)
    context = {
        "decision": found,
        "links": links_of(found),
        "table": table,
        "sums": table.sums(),
        "may_change": may_be_changed,
        "may_replace": may_replace(found, request.user),
        "form": form or InForceForm(obj=found),
        "refusal": refused.refusal if refused and not (form and may_be_changed) else None,
        "uncompared": uncompared(found, table.targets) if may_be_changed else [],
        "successors": found.replaced_by.visible_to(request.user),
    }
    return render(request, "targets/detail.html", context, status=refused.status if refused else 200)


def _form(request: PortalRequest, form: DecisionForm, found: TargetDecision | None = None) -> HttpResponse:
    return render(request, "targets/form.html", {"form": form, "decision": found}, status=form.status)


def _own_kota(user: User) -> Region:
    """The kota the officer sets targets for."""
    codes = sorted(duty.region_id for duty in user.scope.having(Act.SET_TARGETS) if duty.region.level == Level.KOTA)
    if not codes:
        raise Http404
    return Region.objects.get(pk=codes[0])
