"""Pages of the target decisions: everybody with figures reads them, Bagian Perekonomian sets them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.errors import DomainError
from offices.guards import needs
from offices.models import Region
from offices.regions import KOTA
from offices.roles import Act
from targets import deciding
from targets.forms import ChangeDecisionForm, InForceForm, NewDecisionForm
from targets.models import Target, TargetDecision
from targets.sums import TargetTable


@require_safe
@needs(Act.SEE_FIGURES)
def decisions(request):
    """Every decision with its sum, published total and selisih."""
    targets = Prefetch("targets", Target.objects.select_related("line", "region"))
    found = TargetDecision.objects.visible_to(request.user).select_related("stage", "region").prefetch_related(targets)
    tables = [TargetTable(decision, list(decision.targets.all())) for decision in found]
    rows = [(table.decision, table.sums()) for table in tables]
    may_set = request.user.scope.may(Act.SET_TARGETS)
    return render(request, "targets/list.html", {"rows": rows, "may_set": may_set})


@require_safe
@needs(Act.SEE_FIGURES)
def decision(request, public_id):
    return _detail(request, _found(request, public_id))


@needs(Act.SET_TARGETS)
def new(request):
    """A new draft: the form, and what it sends."""
    region = _own_kota(request.user)
    form = NewDecisionForm(request.POST or None, region=region)
    if form.is_valid():
        try:
            with form.claim(request.user) as claim:
                if not claim.repeated:
                    made = deciding.draft(form.values, form.cells, by=request.user, reason=form.cleaned_data["reason"])
                    claim.settle(made.public_id)
                    messages.success(request, "Rancangan keputusan tersimpan.")
            return redirect("targets:detail", claim.object_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form)


@needs(Act.SET_TARGETS)
def edit(request, public_id):
    """Change a draft."""
    found = _found(request, public_id)
    form = ChangeDecisionForm(request.POST or None, obj=found, region=found.region, table=TargetTable.of(found))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            deciding.change(found, typed["version"], form.values, form.cells, by=request.user, reason=typed["reason"])
            return redirect("targets:detail", found.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form, found)


@require_POST
@needs(Act.SET_TARGETS)
def enforce(request, public_id):
    """Put a draft in force; with a selisih the page asks for the reason."""
    found = _found(request, public_id)
    form = InForceForm(request.POST, obj=found)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            deciding.put_in_force(found, typed["version"], by=request.user, reason=typed["reason"])
            messages.success(request, "Keputusan ini sekarang berlaku.")
            return redirect("targets:detail", found.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _detail(request, found, form)


@require_POST
@needs(Act.SET_TARGETS)
def replace(request, public_id):
    """Open the draft that will replace this decision."""
    successor = deciding.begin_replacement(_found(request, public_id), by=request.user)
    return redirect("targets:edit", successor.public_id)


def _found(request, public_id) -> TargetDecision:
    visible = TargetDecision.objects.visible_to(request.user).select_related("stage", "region", "replaces")
    return get_object_or_404(visible, public_id=public_id)


def _detail(request, found, form=None):
    table = TargetTable.of(found)
    return render(
        request,
        "targets/detail.html",
        {
            "decision": found,
            "table": table,
            "sums": table.sums(),
            "may_set": request.user.scope.may(Act.SET_TARGETS, region=found.region_id),
            "form": form or InForceForm(obj=found),
            "successors": found.replaced_by.visible_to(request.user),
        },
        status=409 if form and form.errors else 200,
    )


def _form(request, form, found=None):
    status = 409 if form.refusal else 422 if form.errors else 200
    return render(request, "targets/form.html", {"form": form, "decision": found}, status=status)


def _own_kota(user) -> Region:
    """The kota the officer sets targets for."""
    codes = sorted(duty.region_id for duty in user.scope.having(Act.SET_TARGETS) if len(duty.region_id) == KOTA)
    if not codes:
        raise Http404
    return Region.objects.get(pk=codes[0])
