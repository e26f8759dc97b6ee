"""Pages of the administrator: what each stage expects, and how many saves that would have warned."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from foundation.days import today
from foundation.forms import PortalForm, sent
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from records import expecting
from records.forms import ChangeExpectationForm, NewExpectationForm
from records.models import Expectation

WEIGH = "weigh"
"""The button that counts what is typed without saving it."""


@require_GET
@needs(Act.KEEP_RULES)
def index(request: PortalRequest) -> HttpResponse:
    """Every expectation, those that are over last, each with what it would have warned as last counted."""
    rows = Expectation.objects.select_related("stage")
    over = [one for one in rows if one.ends_on and one.ends_on < today()]
    words = {"rows": [one for one in rows if one not in over], "over": over, "today": today()}
    return render(request, "records/expectations.html", words)


@require_http_methods(["GET", "POST"])
@needs(Act.KEEP_RULES)
def new(request: PortalRequest) -> HttpResponse:
    """One more expectation; before saving it may be counted."""
    form = NewExpectationForm(*sent(request))
    if WEIGH in request.POST:
        return _form(request, form)
    if form.create(request.user, "", lambda values: expecting.add(by=request.user, **values)):
        messages.success(request, "Syarat disimpan.")
        return redirect("expectations:list")
    return _form(request, form)


@require_http_methods(["GET", "POST"])
@needs(Act.KEEP_RULES)
def edit(request: PortalRequest, expectation_id: UUID) -> HttpResponse:
    """Change one, or end it."""
    expectation = get_object_or_404(Expectation, public_id=expectation_id)
    form = ChangeExpectationForm(*sent(request), obj=expectation)
    if WEIGH in request.POST:
        return _form(request, form, expectation)
    if form.change(request.user, lambda values: expecting.change(expectation, by=request.user, **values)):
        form.tell(request, "Perubahan syarat tersimpan.")
        return redirect("expectations:list")
    return _form(request, form, expectation)


def _form(
    request: PortalRequest,
    form: NewExpectationForm | ChangeExpectationForm,
    expectation: Expectation | None = None,
) -> HttpResponse:
    """The form with the weight of what is typed, or of what is stored while nothing is."""
    weighed = _typed(form) if form.is_bound else expectation
    if weighed:
        weighed.warned, weighed.saves = expecting.weigh(weighed)
    words = {"form": form, "expectation": expectation, "weighed": weighed}
    return render(request, "records/expectation.html", words, status=form.status)


def _typed(form: PortalForm) -> Expectation | None:
    """What is typed as an expectation that is not stored; None while it cannot be read."""
    if not form.is_valid():
        return None
    return Expectation(**{name: value for name, value in form.values.items() if name != "version"})
