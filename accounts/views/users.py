"""Pages of the administrator: users, their one-time links, their duties."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import administration, assignment
from accounts.abilities import abilities_of
from accounts.forms import DutyForm, EndDutyForm, UserFilter, UserForm
from accounts.second_factor import is_set_up
from foundation.days import today
from foundation.errors import DomainError
from foundation.paging import page
from offices.duties import Duty
from offices.guards import needs
from offices.roles import Act
from offices.users import User

# The page that shows a new link is the only one that ever does: the token waits in the session for it.
LINK = "password_link"

with_fresh_proof: Callable[..., Any] = reauthentication_required(app="offices")


@needs(Act.MANAGE_ACCOUNTS)
def index(request: HttpRequest) -> HttpResponse:
    """Users in the administrator's care, by name; filters are in the address."""
    filters = UserFilter(request.GET)
    found = _narrowed(User.objects.visible_to(request.user), filters.cleaned_data if filters.is_valid() else {})
    holding = Prefetch("duties", Duty.objects.holding_on(today()).select_related("region", "sudin"), to_attr="holding")
    users = page(found.prefetch_related(holding), ("username",), request.GET.get("cursor"))
    return render(request, "accounts/users.html", {"filters": filters, "page": users})


@needs(Act.MANAGE_ACCOUNTS)
def add(request: HttpRequest) -> HttpResponse:
    """Make an account and show its one-time link."""
    form = UserForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(_add_once(request, form))
        except DomainError as refusal:
            form.add_refusal(refusal)
    return render(request, "accounts/user_add.html", {"form": form}, status=409 if form.is_bound else 200)


@needs(Act.MANAGE_ACCOUNTS)
def detail(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One user: state, duties with what they allow, and what the administrator can do."""
    officer = _officer(request, user_id)
    return _detail(request, officer, DutyForm(by=request.user))


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def give_duty(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a duty; a refusal comes back on the form."""
    officer = _officer(request, user_id)
    form = DutyForm(request.POST, by=request.user)
    if not form.is_valid():
        return _detail(request, officer, form, status=409)
    wanted = {name: form.cleaned_data[name] for name in ("role", "region", "sudin", "starts_on", "ends_on", "note")}
    try:
        with form.claim(request.user, officer.public_id) as claim:
            if not claim.repeated:
                duty = assignment.give(officer, by=request.user, **wanted)
                claim.settle(duty.public_id)
    except DomainError as refusal:
        form.add_refusal(refusal)
        return _detail(request, officer, form, status=refusal.status)
    messages.success(request, "Tugas diberikan.")
    return redirect("users:detail", officer.public_id)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def end_duty(request: HttpRequest, user_id: UUID, duty_id: UUID) -> HttpResponse:
    """End a duty today, on a named day, or at once."""
    officer = _officer(request, user_id)
    duty = get_object_or_404(officer.duties.all(), public_id=duty_id)
    form = EndDutyForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["on"]))
        return redirect("users:detail", officer.public_id)
    last = form.cleaned_data["on"] or today() - timedelta(days=1)
    return _done(request, officer, lambda: assignment.end(duty, on=last, by=request.user), "Tugas diakhiri.")


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def disable(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take the account out of use."""
    officer = _officer(request, user_id)
    return _done(request, officer, lambda: administration.disable(officer, by=request.user), "Akun dinonaktifkan.")


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def enable(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let the account in again."""
    officer = _officer(request, user_id)
    return _done(request, officer, lambda: administration.enable(officer, by=request.user), "Akun diaktifkan kembali.")


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def reset_second_factor(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Forget a lost phone."""
    officer = _officer(request, user_id)
    done = "Kode verifikasi dihapus. Pengguna memasang aplikasi baru saat masuk berikutnya."
    return _done(request, officer, lambda: administration.reset_second_factor(officer, by=request.user), done)


@require_POST
@needs(Act.MANAGE_ACCOUNTS)
@with_fresh_proof
def new_link(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Make a link for a new password and show it once."""
    officer = _officer(request, user_id)
    try:
        token = administration.new_link(officer, by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("users:detail", officer.public_id)
    _keep(request, officer, token)
    return redirect("users:link", officer.public_id)


@needs(Act.MANAGE_ACCOUNTS)
def link(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The one-time link, shown once; afterwards the page says so."""
    officer = _officer(request, user_id)
    kept = request.session.pop(LINK, {})
    token = kept.get("token") if kept.get("user") == str(officer.public_id) else None
    address = request.build_absolute_uri(reverse("set_password", args=[token])) if token else None
    return render(request, "accounts/user_link.html", {"officer": officer, "address": address})


def _officer(request: HttpRequest, user_id: UUID) -> User:
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


def _add_once(request: HttpRequest, form: UserForm) -> str:
    """The address to go on to: the new link, or, sent twice, the user that was made the first time."""
    with form.claim(request.user) as claim:
        if claim.repeated:
            return reverse("users:detail", args=[claim.object_id])
        officer, token = administration.add(
            form.cleaned_data["username"], form.cleaned_data["full_name"], by=request.user
        )
        claim.settle(officer.public_id)
    _keep(request, officer, token)
    return reverse("users:link", args=[officer.public_id])


def _keep(request: HttpRequest, officer: User, token: str) -> None:
    request.session[LINK] = {"user": str(officer.public_id), "token": token}


def _done(request: HttpRequest, officer: User, verb: Callable[[], Any], words: str) -> HttpResponse:
    """Do it, say so or why not, and go back to the user's page."""
    try:
        verb()
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, words)
    return redirect("users:detail", officer.public_id)


def _detail(request: HttpRequest, officer: User, form: DutyForm, status: int = 200) -> HttpResponse:
    held = officer.duties.select_related("region", "sudin", "given_by", "ended_by")
    context = {
        "officer": officer,
        "itself": officer.pk == request.user.pk,
        "running": abilities_of(held.not_over().order_by("starts_on", "id")),
        "over": held.exclude(pk__in=held.not_over()),
        "form": form,
        "end_form": EndDutyForm(auto_id=False),
        "second_factor": is_set_up(officer),
        "open_link": officer.password_links.open().first(),
        "has_password": officer.has_usable_password(),
        "today": today(),
    }
    return render(request, "accounts/user.html", context, status=status)
