"""Pages of the administrator: users, their one-time links, their duties."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import administration, assignment, once_shown, wrong_codes
from accounts.abilities import abilities_of
from accounts.forms import DutyForm, EndDutyForm, UserFilter, UserForm
from accounts.second_factor import is_set_up
from foundation.days import today
from foundation.forms import PortalForm, sent
from foundation.paging import page
from offices.duties import Duty
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from offices.users import User

# The page that shows a new link is the only one that ever does: the token waits in the session for it.
LINK = "password_link"

with_fresh_proof: Callable[..., Any] = reauthentication_required(app="offices")


@needs(Act.MANAGE_ACCOUNTS)
def index(request: PortalRequest) -> HttpResponse:
    """Users in the administrator's care, by name; filters are in the address."""
    filters = UserFilter(request.GET)
    found = _narrowed(User.objects.visible_to(request.user), filters.cleaned_data if filters.is_valid() else {})
    holding = Prefetch("duties", Duty.objects.holding_on(today()).select_related("region", "sudin"), to_attr="holding")
    users = page(found.prefetch_related(holding), ("username",), request.GET.get("cursor"))
    return render(request, "accounts/users.html", {"filters": filters, "page": users})


@needs(Act.MANAGE_ACCOUNTS)
def add(request: PortalRequest) -> HttpResponse:
    """Make an account and show its one-time link."""
    form = UserForm(*sent(request))
    if form.create(request.user, "", lambda values: _add(request, **values)):
        return redirect("users:link", form.made)
    return render(request, "accounts/user_add.html", {"form": form}, status=form.status)


@needs(Act.MANAGE_ACCOUNTS)
def detail(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """One user: state, duties with what they allow, and what the administrator can do."""
    officer = _officer(request, user_id)
    return _detail(request, officer)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def give_duty(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Give a duty; a refusal comes back on the form."""
    officer = _officer(request, user_id)
    form = DutyForm(*sent(request), by=request.user)
    if form.create(request.user, officer.public_id, lambda values: assignment.give(officer, by=request.user, **values)):
        return _done(request, officer, "Tugas diberikan.")
    return _detail(request, officer, form=form)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def end_duty(request: PortalRequest, user_id: UUID, duty_id: UUID) -> HttpResponse:
    """End a duty today, on a named day, or at once."""
    officer = _officer(request, user_id)
    duty = get_object_or_404(officer.duties.all(), public_id=duty_id)
    form = EndDutyForm(*sent(request), duty=duty)
    if form.attempt(lambda values: assignment.end(duty, by=request.user, **values)):
        return _done(request, officer, "Tugas diakhiri.")
    return _detail(request, officer, end_form=form)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def disable(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Take the account out of use."""
    officer = _officer(request, user_id)
    return _act(request, officer, lambda: administration.disable(officer, by=request.user), "Akun dinonaktifkan.")


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def enable(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Let the account in again."""
    officer = _officer(request, user_id)
    return _act(request, officer, lambda: administration.enable(officer, by=request.user), "Akun diaktifkan kembali.")


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def reset_second_factor(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Forget a lost phone."""
    officer = _officer(request, user_id)
    done = "Kode verifikasi dihapus. Pengguna memasang aplikasi baru saat masuk berikutnya."
    return _act(request, officer, lambda: administration.reset_second_factor(officer, by=request.user), done)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def new_link(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """Make a link for a new password and show it once."""
    officer = _officer(request, user_id)
    act = PortalForm(*sent(request))
    if act.attempt(lambda _: _keep(request, officer, administration.new_link(officer, by=request.user))):
        return redirect("users:link", officer.public_id)
    return _detail(request, officer, act=act)


@needs(Act.MANAGE_ACCOUNTS)
def link(request: PortalRequest, user_id: UUID) -> HttpResponse:
    """The one-time link, shown once; afterwards the page says so."""
    officer = _officer(request, user_id)
    token = once_shown.take(request, f"{LINK} {officer.public_id}")
    address = request.build_absolute_uri(reverse("set_password", args=[token])) if token else None
    return render(request, "accounts/user_link.html", {"officer": officer, "address": address})


def _officer(request: PortalRequest, user_id: UUID) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), public_id=user_id)


def _narrowed(users: QuerySet[User], wanted: dict[str, Any]) -> QuerySet[User]:
    if words := wanted.get("q"):
        users = users.filter(Q(username__icontains=words) | Q(full_name__icontains=words))
    now_held = Duty.objects.holding_on(today())
    if role := wanted.get("role"):
        users = users.filter(pk__in=now_held.filter(role=role).values("user"))
    state = wanted.get("state")
    if state == "idle":
        return users.exclude(pk__in=now_held.values("user"))
    return users.filter(is_active=state == "active") if state else users


def _add(request: PortalRequest, username: str, full_name: str) -> User:
    """The new user; the page that follows shows the link."""
    officer, token = administration.add(username, full_name, by=request.user)
    _keep(request, officer, token)
    return officer


def _keep(request: PortalRequest, officer: User, token: str) -> None:
    once_shown.keep(request, f"{LINK} {officer.public_id}", token)


def _act(request: PortalRequest, officer: User, verb: Callable[[], Any], words: str) -> HttpResponse:
    """Do what is asked by a button alone; a refusal stands on the user's page."""
    act = PortalForm(*sent(request))
    return _done(request, officer, words) if act.attempt(lambda _: verb()) else _detail(request, officer, act=act)


def _done(request: PortalRequest, officer: User, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("users:detail", officer.public_id)


def _detail(
    request: PortalRequest,
    officer: User,
    *,
    form: DutyForm | None = None,
    end_form: EndDutyForm | None = None,
    act: PortalForm | None = None,
) -> HttpResponse:
    """The user's page with the form or act that was refused, if any; `refusal` where the page shows no form for it."""
    held = officer.duties.select_related("region", "sudin", "given_by", "ended_by")
    running = abilities_of(held.not_over().order_by("starts_on", "id"))
    itself, refused = officer.pk == request.user.pk, form or end_form or act
    has_form = not itself and (form or (end_form and end_form.duty in [ability.duty for ability in running]))
    context = {
        "officer": officer,
        "itself": itself,
        "running": [(ability, _end_form(ability.duty, end_form)) for ability in running],
        "over": held.exclude(pk__in=held.not_over()),
        "form": form or DutyForm(by=request.user),
        "refusal": refused.refusal if refused and not has_form else None,
        "second_factor": is_set_up(officer),
        "wrong_codes": wrong_codes.of(officer),
        "open_link": officer.password_links.open().first(),
        "has_password": officer.has_usable_password(),
        "today": today(),
    }
    return render(request, "accounts/user.html", context, status=refused.status if refused else 200)


def _end_form(duty: Duty, sent_form: EndDutyForm | None) -> EndDutyForm:
    return sent_form if sent_form and sent_form.duty == duty else EndDutyForm(duty=duty)
